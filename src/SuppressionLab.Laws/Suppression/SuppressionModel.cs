namespace SuppressionLab.Laws.Suppression;

/// <summary>
/// What suppression is allowed to have changed: which parameters of a tied Bayesian law each condition has for itself, and
/// which all conditions share.
/// </summary>
/// <param name="Name">The name in files, for example <c>prior-only</c>.</param>
/// <param name="Title">The name in reports.</param>
/// <param name="Prior">Whether each condition has its own ρ.</param>
/// <param name="Efficiency">Whether each condition has its own K.</param>
/// <param name="Gamma">Whether each condition has its own γ.</param>
/// <param name="Beta">Whether each condition has its own β.</param>
public sealed record SuppressionModel(string Name, string Title, bool Prior, bool Efficiency, bool Gamma, bool Beta)
{
    /// <summary>Suppression changed nothing: one curve for all conditions.</summary>
    public static SuppressionModel Nothing { get; } = new("nothing", "nothing", false, false, false, false);

    /// <summary>Only the prior moved.</summary>
    public static SuppressionModel PriorOnly { get; } = new("prior-only", "only the prior", true, false, false, false);

    /// <summary>The prior moved, and examples count for more or less.</summary>
    public static SuppressionModel PriorAndEfficiency { get; } =
        new("prior-and-efficiency", "the prior and the efficiency K", true, true, false, false);

    /// <summary>The prior moved, and what context can bring back is less.</summary>
    public static SuppressionModel PriorAndGamma { get; } =
        new("prior-and-gamma", "the prior and γ", true, false, true, false);

    /// <summary>Every parameter is each condition's own.</summary>
    public static SuppressionModel Everything { get; } = new("everything", "everything", true, true, true, true);

    /// <summary>All models, each after those that are nested in it.</summary>
    public static IReadOnlyList<SuppressionModel> All { get; } =
        [Nothing, PriorOnly, PriorAndEfficiency, PriorAndGamma, Everything];

    /// <summary>Whether this model is the other with some parameters shared.</summary>
    public bool IsNestedIn(SuppressionModel other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this != other && (!Prior || other.Prior) && (!Efficiency || other.Efficiency)
            && (!Gamma || other.Gamma) && (!Beta || other.Beta);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
