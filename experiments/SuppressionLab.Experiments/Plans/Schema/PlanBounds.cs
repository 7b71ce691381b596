using System.Text.RegularExpressions;

namespace SuppressionLab.Experiments.Plans.Schema;

/// <summary>
/// The ranges of plans' fields, as their own checks give them: plans with every part are checked, and what is the same for
/// plans of different sizes does not depend on other fields.
/// </summary>
internal static partial class PlanBounds
{
    // Greater ones are no bounds of JSON's numbers, and no help to a writer of plans.
    private const double Largest = 1L << 53;

    /// <summary>The ranges by path, with <c>[*]</c> behind lists; infinite where a side has no bound of its own.</summary>
    public static IReadOnlyDictionary<string, PlanBound> All { get; } = Collect();

    private static Dictionary<string, PlanBound> Collect()
    {
        var bounds = new List<PlanBound>();
        var check = new PlanCheck("sample") { Bounds = bounds };
        SamplePlan(1).Validate(check);
        SamplePlan(2).Validate(check);
        return bounds.GroupBy(bound => Position().Replace(bound.Field, "[*]")).ToDictionary(group => group.Key, group => Merge(group.Key, [.. group]));
    }

    private static PlanBound Merge(string field, IReadOnlyList<PlanBound> bounds)
    {
        var lows = bounds.Select(bound => (bound.Low, bound.LowIsOpen)).Distinct().ToList();
        var highs = bounds.Select(bound => (bound.High, bound.HighIsOpen)).Distinct().ToList();
        var (low, lowIsOpen) = lows.Count == 1 ? lows[0] : (double.NegativeInfinity, true);
        var (high, highIsOpen) = highs.Count == 1 && highs[0].High < Largest ? highs[0] : (double.PositiveInfinity, true);
        return new PlanBound(field, low, lowIsOpen, high, highIsOpen);
    }

    /// <summary>A plan with every part, whose sizes grow with a scale.</summary>
    private static ExperimentPlan SamplePlan(int scale) => new()
    {
        Name = "sample",
        Mixture = new MixturePlan { Ginc = new() },
        Networks = [new NetworkPlan { Layers = 1, Width = 32, Heads = 2, ContextLength = 128 * scale }],
        Pretraining = new PretrainingPlan
        {
            Documents = 100, DocumentLength = 256 * scale, BlockLength = 64, Flops = 1e9, Optimizer = Optimizer(scale),
        },
        Suppression = new SuppressionPlan
        {
            Methods = [new MethodPlan { Name = "dpo", LearningRate = 1e-3, PromptLength = 2 }],
            Amounts = [0, 8],
            DocumentLength = 256 * scale,
            BlockLength = 64 * scale,
            Optimizer = Optimizer(scale),
            LearningRateSearch = new LearningRateSearchPlan { Rates = [1e-3] },
        },
        Attacks = new AttackPlan
        {
            Relearning = new RelearningPlan { LearningRate = 1e-3 },
            Sampling = new SamplingAttackPlan { PromptLength = 4 * scale },
            Probe = new ProbePlan(),
            Neighbours = new NeighbourPlan { Anchors = 300 * scale },
            Prefixes = new PrefixPlan(),
        },
        Curves = new CurvePlan { ExampleLengths = [2], Prompts = 100 },
        Samples = new SamplePlan(),
        Control = new ControlPlan(),
        Laws = new LawPlan { Names = ["random-evidence"], Headline = "random-evidence" },
    };

    private static OptimizerPlan Optimizer(int scale) => new() { LearningRate = 1e-3, BatchSize = 8 * scale };

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Position();
}
