using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Mixtures;

/// <summary>
/// A hidden Markov model of the GINC family (Xie et al. 2021, section 4; protocol §1): a state is a pair (entity e,
/// property p) with index e·P + p, entity and property move independently, so that the transition matrix is the
/// Kronecker product entityTransitions ⊗ propertyTransitions, and state (e, p) always emits the symbol memory[e, p].
/// </summary>
public sealed class FactoredComponent : HmmComponent
{
    /// <summary>Creates the component from copies of its arrays.</summary>
    /// <param name="start">E·P probabilities, state e·P + p.</param>
    /// <param name="propertyTransitions">P × P, rows sum to 1 within 1e-9.</param>
    /// <param name="entityTransitions">E × E, rows sum to 1 within 1e-9.</param>
    /// <param name="memory">E × P symbols.</param>
    /// <exception cref="InputException">A shape or a sum is wrong; the message names the array.</exception>
    public FactoredComponent(
        IReadOnlyList<double> start, double[,] propertyTransitions, double[,] entityTransitions, int[,] memory)
        : base(start)
    {
        ArgumentNullException.ThrowIfNull(propertyTransitions);
        ArgumentNullException.ThrowIfNull(entityTransitions);
        ArgumentNullException.ThrowIfNull(memory);
        Entities = memory.GetLength(0);
        Properties = memory.GetLength(1);
        if ((long)Entities * Properties != StateCount)
        {
            throw new InputException(
                $"start: {StateCount} entries; memory has {Entities} × {Properties} states, which needs as many");
        }
        Stochastic.CheckRows(propertyTransitions, Properties, Properties, "propertyTransitions");
        Stochastic.CheckRows(entityTransitions, Entities, Entities, "entityTransitions");
        PropertyTransitions = (double[,])propertyTransitions.Clone();
        EntityTransitions = (double[,])entityTransitions.Clone();
        Memory = (int[,])memory.Clone();
    }

    /// <summary>The number E of entities.</summary>
    public int Entities { get; }

    /// <summary>The number P of properties.</summary>
    public int Properties { get; }

    /// <summary>P × P: the probability of property [from, to].</summary>
    public double[,] PropertyTransitions { get; }

    /// <summary>E × E: the probability of entity [from, to].</summary>
    public double[,] EntityTransitions { get; }

    /// <summary>E × P: the symbol of entity e with property p.</summary>
    public int[,] Memory { get; }

    /// <summary>The symbol that a state emits.</summary>
    public int Symbol(int state) => Memory[state / Properties, state % Properties];

    /// <summary>The most likely state after <paramref name="state"/>; the lowest index if several are.</summary>
    public int MostLikelyNext(int state)
    {
        // A product of two rows is largest where both are, so the joint row is never formed.
        var entity = MostLikelyColumn(EntityTransitions, state / Properties);
        return (entity * Properties) + MostLikelyColumn(PropertyTransitions, state % Properties);
    }

    /// <inheritdoc/>
    public override double Transition(int from, int to) =>
        EntityTransitions[from / Properties, to / Properties] * PropertyTransitions[from % Properties, to % Properties];

    /// <inheritdoc/>
    public override double Emission(int state, int symbol) => Symbol(state) == symbol ? 1 : 0;

    /// <summary>The same process with its N × N transitions and N × V emissions written out.</summary>
    /// <param name="vocabularySize">The number V of symbols.</param>
    public GeneralComponent ToGeneral(int vocabularySize)
    {
        CheckVocabulary(vocabularySize, "component");
        var transitions = new double[StateCount, StateCount];
        var emissions = new double[StateCount, vocabularySize];
        for (var from = 0; from < StateCount; from++)
        {
            emissions[from, Symbol(from)] = 1;
            for (var to = 0; to < StateCount; to++)
            {
                transitions[from, to] = Transition(from, to);
            }
        }
        return new GeneralComponent(Start, transitions, emissions);
    }

    internal override void CheckVocabulary(int vocabularySize, string name)
    {
        for (var state = 0; state < StateCount; state++)
        {
            if (Symbol(state) < 0 || Symbol(state) >= vocabularySize)
            {
                throw new InputException(
                    $"memory: entry [{state / Properties}, {state % Properties}] is {Symbol(state)}; " +
                    $"symbols 0 to {vocabularySize - 1} are allowed");
            }
        }
    }

    private static int MostLikelyColumn(double[,] matrix, int row)
    {
        var best = 0;
        for (var column = 1; column < matrix.GetLength(1); column++)
        {
            if (matrix[row, column] > matrix[row, best])
            {
                best = column;
            }
        }
        return best;
    }
}
