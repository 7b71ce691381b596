using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Tests.Execution;

[TestClass]
public sealed class RunTests
{
    [TestMethod]
    public void A_run_leaves_a_report_and_tables_and_a_second_run_does_nothing()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallPlan.Write(folder);
        var first = CommandResult.Of("run", plan, "--out", folder.File("run"));
        Assert.AreEqual(0, first.Code, first.Error);
        var written = File.GetLastWriteTimeUtc(Artefacts(folder)[0]);
        var artefacts = Artefacts(folder);

        var second = CommandResult.Of("run", plan, "--out", folder.File("run"));
        Assert.AreEqual(0, second.Code, second.Error);
        StringAssert.Contains(second.Output, $"{artefacts.Count} stages, {artefacts.Count} stored already");
        CollectionAssert.AreEqual(artefacts, Artefacts(folder));
        Assert.AreEqual(written, File.GetLastWriteTimeUtc(Artefacts(folder)[0]));
        StringAssert.Contains(File.ReadAllText(folder.File("run/report.html")), "<svg");
        Assert.AreEqual(0, CommandResult.Of("report", folder.File("run")).Code);
    }

    [TestMethod]
    public void Two_runs_of_one_plan_agree_to_the_last_bit()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallPlan.Write(folder);
        foreach (var run in new[] { "a", "b" })
        {
            Assert.AreEqual(0, CommandResult.Of("run", plan, "--out", folder.File(run)).Code);
        }
        CollectionAssert.AreEqual(File.ReadAllBytes(folder.File("a/curves.csv")), File.ReadAllBytes(folder.File("b/curves.csv")));
    }

    [TestMethod]
    public void Every_curve_point_averages_prompt_scores_and_has_both_learners_beside_it()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(0, CommandResult.Of("run", SmallPlan.Write(folder), "--out", folder.File("run")).Code);
        var points = CurveTable.Read(folder.File("run/curves.csv"));
        var scores = Directory.EnumerateFiles(folder.File("run"), "prompt-scores.parquet", SearchOption.AllDirectories)
            .SelectMany(PromptScoreTable.Read).ToList();
        Assert.IsTrue(points.All(p => p.DocumentLearnerProbability is > 0 and <= 1 && p.PromptLearnerProbability is > 0 and <= 1));
        foreach (var point in points.Where((_, i) => i % 7 == 0))
        {
            var mine = scores.Where(s => s.Amount == point.Amount && s.Step == point.Step && s.K == point.K
                && s.Component == point.Component && s.Shots == point.Shots).Select(s => s.LabelProbability).ToList();
            Assert.AreEqual(mine.Count, point.Count);
            Assert.AreEqual(mine.Average(), point.Probability, 1e-12);
        }
    }

    [TestMethod]
    public void A_damaged_artefact_is_made_again()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallPlan.Write(folder);
        Assert.AreEqual(0, CommandResult.Of("run", plan, "--out", folder.File("run")).Code);
        var curves = File.ReadAllBytes(folder.File("run/curves.csv"));
        var weights = Directory.EnumerateFiles(folder.File("run/artefacts/pretraining"), "model.safetensors", SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(weights, bytes);

        var again = CommandResult.Of("run", plan, "--out", folder.File("run"));
        Assert.AreEqual(0, again.Code, again.Error);
        StringAssert.Contains(again.Output, "pretrain");
        CollectionAssert.AreEqual(curves, File.ReadAllBytes(folder.File("run/curves.csv")));
    }

    [TestMethod]
    public void A_folder_that_another_run_is_using_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        using (new SuppressionLab.Experiments.Store.RunLock(folder.File("run")))
        {
            var result = CommandResult.Of("run", SmallPlan.Write(folder), "--out", folder.File("run"));
            Assert.AreEqual(1, result.Code);
            StringAssert.Contains(result.Error, "another run");
        }
        Assert.IsFalse(Directory.Exists(folder.File("run/artefacts")));
    }

    [TestMethod]
    public void A_folder_that_cannot_be_written_ends_with_1_and_one_line()
    {
        using var folder = new TemporaryFolder();
        var result = CommandResult.Of("run", SmallPlan.Write(folder), "--out", "/proc/none/run");
        Assert.AreEqual(1, result.Code, result.Error);
        Assert.AreEqual(1, result.Error.TrimEnd().Split('\n').Length, result.Error);
    }

    private static List<string> Artefacts(TemporaryFolder folder) =>
        Directory.EnumerateFiles(folder.File("run/artefacts"), "manifest.json", SearchOption.AllDirectories).Order().ToList();
}
