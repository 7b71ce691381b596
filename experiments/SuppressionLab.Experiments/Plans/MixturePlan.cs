using SuppressionLab.Generators.Mixtures;

namespace SuppressionLab.Experiments.Plans;

/// <summary>The mixture: drawn from the GINC family, or read from a file. Exactly one of the two is given.</summary>
internal sealed record MixturePlan
{
    /// <summary>The options of a drawn mixture.</summary>
    public GincOptions? Ginc { get; init; }

    /// <summary>A <c>*.mixture.json</c> file; a relative path is relative to the plan's folder.</summary>
    public string? File { get; init; }

    /// <summary>The seed of the drawn mixture; the run's own unless given.</summary>
    public long? Seed { get; init; }

    /// <summary>Refuses a plan that gives neither or both.</summary>
    public void Validate(PlanCheck check)
    {
        check.That((Ginc is null) != (File is null), "mixture", Ginc is null ? "empty" : "ginc and file",
            "either ginc (options) or file (a *.mixture.json)");
        check.That(Seed is null or >= 0, "mixture.seed", $"{Seed}", "at least 0");
        if (Ginc is { } options)
        {
            check.Within("mixture.ginc", options.Validate);
        }
    }
}
