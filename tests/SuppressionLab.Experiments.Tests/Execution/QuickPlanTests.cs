using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Tests.Execution;

/// <summary>
/// What the quick plan is there to show, each by more than two standard errors over prompts (models read the same prompts,
/// so that adding their errors is on the careful side). Seeds by SUPPRESSIONLAB_QUICK_SEEDS; 1, 2 and 3 unless set.
/// </summary>
[TestClass]
[TestCategory("Slow")]
public sealed class QuickPlanTests
{
    private const int Favoured = 0;

    public static IEnumerable<object[]> Seeds =>
        (Environment.GetEnvironmentVariable("SUPPRESSIONLAB_QUICK_SEEDS") ?? "1,2,3").Split(',').Select(seed => new object[] { seed });

    [TestMethod]
    [DynamicData(nameof(Seeds))]
    public void Suppression_lowers_the_start_and_examples_bring_the_behaviour_back(string seed)
    {
        using var folder = new TemporaryFolder();
        var result = CommandResult.Of("run", "quick", "--seed", seed, "--out", folder.File("run"));
        Assert.AreEqual(0, result.Code, result.Error);
        var points = CurveTable.Read(folder.File("run/curves.csv"));
        foreach (var k in points.Select(p => p.K).Distinct())
        {
            Check([.. points.Where(p => p.K == k)], $"seed {seed}, k = {k}: ");
        }
    }

    private static void Check(IReadOnlyList<CurvePoint> points, string where)
    {
        var all = points.Select(p => p.Component).Distinct().ToList();
        var suppressed = all.Where(c => c != Favoured).ToList();
        var amounts = points.Select(p => p.Amount).Distinct().Order().ToList();
        var most = points.Max(p => p.Shots);
        (double Value, double Error) At(double amount, int shots, List<int> components)
        {
            var mine = points.Where(p => p.Amount == amount && p.Shots == shots && components.Contains(p.Component)).ToList();
            return (mine.Average(p => p.Probability), Math.Sqrt(mine.Sum(p => Math.Pow(p.ProbabilityStandardError, 2))) / mine.Count);
        }

        // Points of one prompt are correlated: their errors are averaged, as if they were one.
        (double Value, double Error) Whole(double amount)
        {
            var mine = points.Where(p => p.Amount == amount && p.Component == Favoured).ToList();
            return (mine.Average(p => p.Probability), mine.Average(p => p.ProbabilityStandardError));
        }

        AssertAbove(At(0, most, all), At(0, 0, all), where + "the pretrained curve rises");
        var learner = points.Where(p => p.Amount == 0 && p.Shots == most).Average(p => p.DocumentLearnerProbability);
        Assert.IsGreaterThanOrEqualTo(0.8 * learner, At(0, most, all).Value, where + "80 % of the document learner");
        AssertAbove(At(amounts[1], most, suppressed), At(amounts[1], 0, suppressed), where + "it rises after light suppression");
        for (var i = 1; i < amounts.Count; i++)
        {
            AssertAbove(At(amounts[i - 1], 0, suppressed), At(amounts[i], 0, suppressed),
                where + $"the start falls from {amounts[i - 1]} to {amounts[i]} documents");
            AssertNotBelow(At(amounts[i], 0, [Favoured]), At(0, 0, [Favoured]),
                where + $"the favoured component's start does not fall, {amounts[i]} documents");
            AssertNotBelow(Whole(amounts[i]), Whole(0), where + $"nor does its whole curve, {amounts[i]} documents");
        }
    }

    private static void AssertAbove((double Value, double Error) upper, (double Value, double Error) lower, string promise) =>
        Assert.IsGreaterThan(2 * Spread(upper, lower), upper.Value - lower.Value, promise);

    private static void AssertNotBelow((double Value, double Error) value, (double Value, double Error) limit, string promise) =>
        Assert.IsGreaterThan(-2 * Spread(value, limit), value.Value - limit.Value, promise);

    private static double Spread((double Value, double Error) a, (double Value, double Error) b) =>
        Math.Sqrt((a.Error * a.Error) + (b.Error * b.Error));
}
