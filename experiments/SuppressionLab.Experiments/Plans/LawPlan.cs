using SuppressionLab.Laws.Families;

namespace SuppressionLab.Experiments.Plans;

/// <summary>The laws that are fitted to the curves.</summary>
internal sealed record LawPlan
{
    /// <summary>The laws' names, or <c>all</c>.</summary>
    public string[] Names { get; init; } = ["all"];

    /// <summary>The law whose prior and re-emergence the summary tells.</summary>
    public string Headline { get; init; } = "scoring-wise";

    /// <summary>Shares of the shots that are fitted to predict the rest.</summary>
    public double[] Prefixes { get; init; } = [0.05, 0.1, 0.2, 0.5];

    /// <summary>Bootstrap replicates over whole prompts for the pooled laws at all shots; 0 for none, else 20 or more.</summary>
    public int Replicates { get; init; } = 500;

    /// <summary>Refuses unknown laws and shares outside (0, 1).</summary>
    public void Validate(PlanCheck check)
    {
        check.Within("laws.names", () => Selected());
        check.That(Selected().Any(law => law.Name == Headline && law.IsPooled), "laws.headline", $"'{Headline}'",
            "a Bayesian law that laws.names selects");
        check.That(Prefixes.All(p => p is > 0 and < 1), "laws.prefixes", $"[{string.Join(", ", Prefixes)}]",
            "shares above 0 and below 1");
        check.That(Replicates is 0 or (>= 20 and <= 1_000_000), "laws.replicates", $"{Replicates}", "0, or 20 to 1000000");
    }

    /// <summary>The families selected, in the registry's order.</summary>
    public IReadOnlyList<LawFamily> Selected() => LawRegistry.Select(string.Join(',', Names));
}
