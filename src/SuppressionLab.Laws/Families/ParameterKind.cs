namespace SuppressionLab.Laws.Families;

/// <summary>What a parameter of a law says.</summary>
public enum ParameterKind
{
    /// <summary>ρ: a task's prior weight before any example.</summary>
    Prior,

    /// <summary>γ: the probability that a task gives to its own examples.</summary>
    Gamma,

    /// <summary>β: the probability between a task and the others.</summary>
    Beta,

    /// <summary>P[t, m]: the probability that task m gives to an example of task t.</summary>
    TaskProbability,

    /// <summary>K of the Bayesian laws: how much evidence one example counts for.</summary>
    Efficiency,

    /// <summary>A shape parameter of a law fitted to one curve.</summary>
    Shape,
}
