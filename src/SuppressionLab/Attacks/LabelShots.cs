using SuppressionLab.Generators.Prompts;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Attacks;

/// <summary>Which numbers of shots of prompts are scored.</summary>
internal static class LabelShots
{
    /// <summary>The numbers of shots that every prompt has a scored position for, growing.</summary>
    public static IReadOnlyList<int> Common(string owner, IReadOnlyList<InContextPrompt> prompts)
    {
        var common = Of(prompts[0]).ToHashSet();
        foreach (var prompt in prompts)
        {
            common.IntersectWith(Of(prompt));
        }
        return common.Count > 0
            ? [.. common.Order()]
            : throw new InputException($"{owner}: prompts: no number of shots is scored in all of them; one is needed");
    }

    /// <summary>The numbers asked for, or the fewest and the most.</summary>
    /// <exception cref="InputException">A prompt has no scored position for one of them.</exception>
    public static IReadOnlyList<int> Choose(string owner, IReadOnlyList<InContextPrompt> prompts, IReadOnlyList<int>? wanted)
    {
        var common = Common(owner, prompts);
        if (wanted is null)
        {
            return [.. new[] { common[0], common[^1] }.Distinct()];
        }
        var missing = wanted.FirstOrDefault(shots => !common.Contains(shots), -1);
        return missing < 0
            ? wanted
            : throw new InputException(
                $"{owner}: Shots: {missing} is not scored in every prompt; allowed: {string.Join(", ", common)}");
    }

    /// <summary>The place among a prompt's scored positions of a number of shots; −1 if it has none.</summary>
    public static int IndexOf(InContextPrompt prompt, int shots) => Array.IndexOf(Of(prompt), shots);

    private static int[] Of(InContextPrompt prompt) =>
        [.. Enumerable.Range(0, prompt.ScoredPositions.Length).Select(prompt.Shots)];
}
