using SuppressionLab.Experiments.Comparisons;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Tests.Comparisons;

[TestClass]
public sealed class ComparisonTests
{
    private static TemporaryFolder s_folder = null!;
    private static string s_other = null!;

    [ClassInitialize]
    public static void MakeAnother(TestContext context)
    {
        s_folder = new TemporaryFolder();
        s_other = s_folder.File("other");
        var result = CommandResult.Of(
            "run", FinishedRun.File("plan.json"), "--out", s_other, "--store", s_folder.File("store"),
            "--set", "suppression.optimizer.learningRate=0.01");
        Assert.AreEqual(0, result.Code, result.Error);
    }

    [ClassCleanup]
    public static void Remove() => s_folder.Dispose();

    [TestMethod]
    public void A_run_compared_with_itself_differs_in_nothing()
    {
        var path = s_folder.File("same.html");
        Assert.AreEqual(0, CommandResult.Of("report", "--compare", FinishedRun.Folder, FinishedRun.Folder, "--out", path).Code);
        var page = File.ReadAllText(path);
        StringAssert.Contains(page, "Nothing that was measured of both runs differs");
        StringAssert.Contains(page, "Both runs have the same plan");
        StringAssert.Contains(page, "Every model of one run is in the other");
        var same = Load(FinishedRun.Folder);
        var differences = new DifferenceList(new RunPair(same, same, "A", "B")).All.ToList();
        Assert.IsGreaterThan(5, differences.Count);
        Assert.IsTrue(differences.All(difference => difference.Change.Value == 0 && !difference.Stands));
    }

    [TestMethod]
    public void Differences_are_those_of_the_runs_own_tables()
    {
        var (one, other) = (Load(FinishedRun.Folder), Load(s_other));
        var list = new DifferenceList(new RunPair(one, other, "one", "other"));
        var damage = list.Damages.Single(difference => difference.Model.EndsWith(" sft 8", StringComparison.Ordinal));
        Assert.AreEqual(Damage(other, 8) - Damage(one, 8), damage.Change.Value, 1e-12);
        Assert.AreNotEqual(0, damage.Change.Value);
        // Pretraining is the same in both, to the last bit.
        Assert.IsTrue(list.Labels.Where(difference => difference.Model.EndsWith("pretrained", StringComparison.Ordinal)).All(d => d.Change.Value == 0));
        var label = list.Labels.Single(d => d.Model.EndsWith(" sft 8", StringComparison.Ordinal) && d.Quantity == "k = 2, 0 shots");
        Assert.AreEqual(Label(other, 8) - Label(one, 8), label.Change.Value, 1e-12);
    }

    [TestMethod]
    public void Fields_that_differ_are_listed_with_both_values()
    {
        var rows = PlanDifferences.Of(Load(FinishedRun.Folder).Plan, Load(s_other).Plan);
        CollectionAssert.AreEqual(new[] { ("suppression.optimizer.learningRate", "0.001", "0.01") }, rows.ToArray());
    }

    [TestMethod]
    public void What_only_one_run_has_is_listed_and_nothing_in_common_is_refused()
    {
        var one = Load(FinishedRun.Folder);
        var less = one with { Cells = [.. one.Cells.Select(cell => cell with { Points = [.. cell.Points.Where(p => p.Amount != 4)] })] };
        var table = ComparisonReport.Build(new RunPair(one, less, "one", "less")).Sections.SelectMany(s => s.Items).OfType<Table>()
            .Single(t => t.Id == "unpaired");
        StringAssert.EndsWith(table.Rows.Single()[0].Content, " sft 4");
        var none = one with { Cells = [.. one.Cells.Select(cell => cell with { Points = [] })] };
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => ComparisonReport.Build(new RunPair(one, none, "one", "none"))).Message, "nothing in common");
    }

    [TestMethod]
    [DataRow]
    [DataRow("RUN", "--compare", "RUN", "RUN")]
    [DataRow("RUN", "--out", "x.html")]
    [DataRow("--compare", "RUN")]
    [DataRow("--compare", "RUN", "no-such-folder")]
    [DataRow("--compare", "RUN", "RUN", "--out", "RUN")]
    public void What_is_neither_one_run_nor_two_is_refused(params string[] arguments)
    {
        var result = CommandResult.Of(["report", .. arguments.Select(a => a == "RUN" ? FinishedRun.Folder : a)]);
        Assert.AreEqual(2, result.Code);
        Assert.HasCount(1, result.Error.TrimEnd().Split('\n'));
    }

    private static double Damage(RunResults results, double amount)
    {
        var cell = results.Cells[0];
        return cell.Kept.Average(c => cell.Regrets.Single(r => r.Component == c && r.Amount == amount).ModelNll
            - cell.Regrets.Single(r => r.Component == c && r.Amount == 0).ModelNll);
    }

    private static double Label(RunResults results, double amount) => results.Points
        .Where(p => results.Cells[0].IsFinal(p) && p.Amount == amount && p.K == 2 && p.Shots == 0 && results.Cells[0].Suppressed.Contains(p.Component)).Average(p => p.Probability);

    private static RunResults Load(string folder)
    {
        var run = RunFolder.Open(folder, out var plan);
        return RunResults.Load(run.Store, PlanExpander.Expand(plan), RunFailures.None);
    }
}
