using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Mixtures;

/// <summary>A hidden Markov model without further structure: any transitions, any emissions.</summary>
public sealed class GeneralComponent : HmmComponent
{
    /// <summary>Creates the component from copies of its arrays.</summary>
    /// <param name="start">N probabilities.</param>
    /// <param name="transitions">N × N, rows sum to 1 within 1e-9.</param>
    /// <param name="emissions">N × V, rows sum to 1 within 1e-9.</param>
    /// <exception cref="InputException">A shape or a sum is wrong; the message names the array.</exception>
    public GeneralComponent(IReadOnlyList<double> start, double[,] transitions, double[,] emissions) : base(start)
    {
        ArgumentNullException.ThrowIfNull(transitions);
        ArgumentNullException.ThrowIfNull(emissions);
        Stochastic.CheckRows(transitions, StateCount, StateCount, "transitions");
        Stochastic.CheckRows(emissions, StateCount, emissions.GetLength(1), "emissions");
        Transitions = (double[,])transitions.Clone();
        Emissions = (double[,])emissions.Clone();
    }

    /// <summary>N × N: the probability of state [from, to].</summary>
    public double[,] Transitions { get; }

    /// <summary>N × V: the probability that a state emits a symbol.</summary>
    public double[,] Emissions { get; }

    /// <inheritdoc/>
    public override double Transition(int from, int to) => Transitions[from, to];

    /// <inheritdoc/>
    public override double Emission(int state, int symbol) => Emissions[state, symbol];

    internal override void CheckVocabulary(int vocabularySize, string name)
    {
        if (Emissions.GetLength(1) != vocabularySize)
        {
            throw new InputException(
                $"{name}.emissions: {Emissions.GetLength(1)} columns; the vocabulary has {vocabularySize} symbols");
        }
    }
}
