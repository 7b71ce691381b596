using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Prompts;

/// <summary>
/// A prompt of independent examples (protocol §2): each is k symbols and a delimiter, so that the example of a scored
/// position i is number ⌊i/(k+1)⌋, which is also its number of shots, the complete examples before it.
/// </summary>
/// <param name="Tokens">Symbols in 0 … V−1, examples·(k+1) of them; no BOS.</param>
/// <param name="Labels">
/// One a scored position: the symbol of the most likely state after the hidden state there (not what the prompt shows).
/// </param>
/// <param name="ScoredPositions">
/// Where the last symbol of an example is predicted from: k−2, k−2+(k+1), …; the label follows the position.
/// </param>
/// <param name="K">The number k of symbols in an example, at least 2.</param>
/// <param name="Component">The component of all examples.</param>
public sealed record InContextPrompt(int[] Tokens, int[] Labels, int[] ScoredPositions, int K, int Component)
{
    /// <summary>The number of complete examples before the scored position <paramref name="scored"/>, from 0.</summary>
    public int Shots(int scored) => ScoredPositions[scored] / (K + 1);

    /// <summary>Refuses a prompt whose parts do not fit each other.</summary>
    /// <exception cref="InputException">The message names the part.</exception>
    internal void Validate()
    {
        if (K < 2 || Component < 0)
        {
            throw new InputException($"k and component: {K} and {Component}; at least 2 and 0 are allowed");
        }
        if (Labels.Length != ScoredPositions.Length)
        {
            throw new InputException(
                $"labels: {Labels.Length} for {ScoredPositions.Length} scored positions; one each is needed");
        }
        for (var i = 0; i < ScoredPositions.Length; i++)
        {
            if (ScoredPositions[i] < (i == 0 ? 0 : ScoredPositions[i - 1] + 1) || ScoredPositions[i] >= Tokens.Length)
            {
                throw new InputException(
                    $"scoredPositions: entry {i} is {ScoredPositions[i]}; rising positions of the " +
                    $"{Tokens.Length} tokens are allowed");
            }
        }
    }
}
