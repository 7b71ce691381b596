using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Families;

/// <summary>The laws there are, by name.</summary>
public static class LawRegistry
{
    /// <summary>The six laws of arXiv 2410.16531: the Bayesian family, then its baselines.</summary>
    public static IReadOnlyList<LawFamily> Published { get; } =
    [
        new OriginalBayesianLaw(),
        new SamplingWiseLaw(),
        new ScoringWiseLaw(),
        new PowerLaw(),
        new BoundedPowerLaw(),
        new LogisticLaw(),
    ];

    /// <summary>All laws, in the order of reports: the published ones, the pooled law of random evidence, then further laws of one curve.</summary>
    public static IReadOnlyList<LawFamily> All { get; } =
    [
        .. Published,
        new RandomEvidenceLaw(),
        new ExponentialLaw(),
        new BrokenPowerLaw(),
        new HyperbolaLaw(),
    ];

    /// <summary>The law of a name.</summary>
    /// <exception cref="InputException">No law has the name; the message lists those that exist.</exception>
    public static LawFamily Get(string name) =>
        All.FirstOrDefault(law => law.Name == name)
        ?? throw new InputException($"law '{name}' does not exist; allowed: {string.Join(", ", All.Select(l => l.Name))}");

    /// <summary>The laws of a comma-separated list of names, or of <c>all</c>; each once, in the order given.</summary>
    /// <exception cref="InputException">A name is not a law's, or there is none.</exception>
    public static IReadOnlyList<LawFamily> Select(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var parts = names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            throw new InputException("laws: none named; give 'all' or a comma-separated list of laws");
        }
        return parts is ["all"] ? All : [.. parts.Select(Get).Distinct()];
    }
}
