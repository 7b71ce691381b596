using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Mixtures;

/// <summary>
/// One hidden Markov model of a mixture: a start distribution over N states, transitions between them, and a symbol
/// from every state. Immutable; arrays that it hands out are its own and are not to be written to.
/// </summary>
public abstract class HmmComponent
{
    private protected HmmComponent(IReadOnlyList<double> start)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (start.Count == 0)
        {
            throw new InputException("start: no states; at least one is needed");
        }
        Start = [.. start];
        Stochastic.CheckDistribution(Start, "start");
    }

    /// <summary>The number N of hidden states.</summary>
    public int StateCount => Start.Count;

    /// <summary>The probability of each state at the first position; N entries that sum to 1.</summary>
    public IReadOnlyList<double> Start { get; }

    /// <summary>The probability of moving from one state to another in one position.</summary>
    /// <param name="from">A state, in 0 … N−1.</param>
    /// <param name="to">A state, in 0 … N−1.</param>
    public abstract double Transition(int from, int to);

    /// <summary>The probability that a state emits a symbol.</summary>
    /// <param name="state">A state, in 0 … N−1.</param>
    /// <param name="symbol">A symbol, in 0 … V−1.</param>
    public abstract double Emission(int state, int symbol);

    /// <summary>Refuses a component that does not fit a vocabulary.</summary>
    internal abstract void CheckVocabulary(int vocabularySize, string name);
}
