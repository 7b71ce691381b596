using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Suppression;

namespace SuppressionLab.Experiments.Plans;

/// <summary>How the question "what did suppression change?" is answered: by joint fits of one law to all amounts.</summary>
internal sealed record VerdictPlan
{
    /// <summary>The law: one of one γ and one β a task.</summary>
    public string Law { get; init; } = "random-evidence";

    /// <summary>The level of all tests of one model together, in (0, 1).</summary>
    public double Level { get; init; } = 0.01;

    /// <summary>The smallest difference that counts, in probability.</summary>
    public double Tolerance { get; init; } = 0.01;

    /// <summary>Bootstrap replicates of each test; at least 3/level.</summary>
    public int TestReplicates { get; init; } = 499;

    /// <summary>Bootstrap replicates for the intervals of what changed; 0 for none.</summary>
    public int IntervalReplicates { get; init; } = 500;

    /// <summary>The family of <see cref="Law"/>.</summary>
    public TiedBayesianLaw Family() => (TiedBayesianLaw)LawRegistry.Get(Law);

    /// <summary>The options of the analysis.</summary>
    public SuppressionOptions ToOptions() => new()
    {
        Level = Level, Tolerance = Tolerance, TestReplicates = TestReplicates, IntervalReplicates = IntervalReplicates,
    };

    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check)
    {
        var tied = LawRegistry.All.OfType<TiedBayesianLaw>().Select(law => law.Name).ToList();
        check.That(tied.Contains(Law), "verdict.law", $"'{Law}'", string.Join(", ", tied));
        check.Within("verdict", ToOptions().Validate);
    }
}
