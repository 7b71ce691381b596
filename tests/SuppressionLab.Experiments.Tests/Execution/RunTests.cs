using System.Text.Json.Nodes;
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
    public void The_control_knows_its_truth_and_the_models_documents_have_a_prior()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(0, CommandResult.Of("run", SmallPlan.Write(folder), "--out", folder.File("run")).Code);
        var truths = JsonNode.Parse(File.ReadAllText(Find(folder, "truth.json").Single()))!.AsArray();
        var shifted = truths.Single(t => t!["method"]!.GetValue<string>() == "prior-shift")!["prior"]!.AsArray();
        // Three components of equal weight, the second and third e² times less likely.
        var rest = Math.Exp(-2) / (1 + (2 * Math.Exp(-2)));
        Assert.AreEqual(rest, shifted[1]!.GetValue<double>(), 1e-9);
        Assert.AreEqual(1 - (2 * rest), shifted[0]!.GetValue<double>(), 1e-9);
        var control = Find(folder, "curves.csv").Select(CurveTable.Read).Single(points => points[0].Model == "ideal");
        Assert.IsTrue(control.Where(p => p.Amount == 0).All(p => Math.Abs(p.Probability - p.DocumentLearnerProbability) < 1e-6));

        var priors = Find(folder, "document-prior.json").Select(file => JsonNode.Parse(File.ReadAllText(file))!).ToList();
        Assert.HasCount(3, priors, "the pretrained model and two amounts");
        foreach (var prior in priors)
        {
            Assert.AreEqual(1, prior["prior"]!.AsArray().Sum(p => p!.GetValue<double>()), 1e-9);
            var (low, high) = (prior["suppressedInterval"]![0]!.GetValue<double>(), prior["suppressedInterval"]![1]!.GetValue<double>());
            Assert.IsTrue(low <= prior["suppressed"]!.GetValue<double>() && prior["suppressed"]!.GetValue<double>() <= high);
        }
        var verdicts = Find(folder, "verdict.json").SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!.AsArray()).ToList();
        CollectionAssert.AreEquivalent(
            new[] { "prior-shift", "sft" }, verdicts.Select(v => v!["methods"]![0]!.GetValue<string>()).ToArray());
        foreach (var verdict in verdicts)
        {
            CollectionAssert.Contains(
                verdict!["scores"]!.AsArray().Select(s => s!["model"]!.GetValue<string>()).ToArray(), verdict["chosen"]!.GetValue<string>());
            Assert.AreEqual("prompts", verdict["noise"]!.GetValue<string>());
            foreach (var condition in verdict["conditions"]!.AsArray())
            {
                Assert.AreEqual(1, condition!["prior"]!.AsArray().Sum(p => p!["value"]!.GetValue<double>()), 1e-9);
            }
        }
        var doses = JsonNode.Parse(File.ReadAllText(Find(folder, "doses.json").Single()))!.AsArray();
        CollectionAssert.AreEquivalent(
            new double[] { 0, 4, 8 }, doses.Select(d => d!["dose"]!.GetValue<double>()).Distinct().ToArray());
        Assert.IsTrue(doses.All(d => d!["extrapolated"]!.GetValue<bool>() == (d["dose"]!.GetValue<double>() != 4)));
        var forecasts = JsonNode.Parse(File.ReadAllText(Find(folder, "re-emergence.json").Single()))!.AsArray();
        Assert.HasCount(3 * 3 * 2, forecasts, "models, components, and half and all of the shots");
        var fits = JsonNode.Parse(File.ReadAllText(folder.File("run/fits.json")))!["fits"]!.AsArray();
        foreach (var fit in fits.Where(f => f!["prior"] is not null && f["prefix"]!.GetValue<double>() == 1))
        {
            Assert.AreEqual("prompts", fit!["noise"]!.GetValue<string>());
            Assert.HasCount(fit["parameters"]!.AsObject().Count, fit["intervals"]!.AsObject());
        }
        var report = File.ReadAllText(folder.File("run/report.html"));
        StringAssert.Contains(report, "What suppression changed");
        StringAssert.Contains(report, "Predicting a model that was not measured");
        StringAssert.Contains(report, "Did the forecasts come true");
        StringAssert.Contains(report, "The prior without a law");
        StringAssert.Contains(report, "Does the law find what is there");
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
        RunComparison.RequireEqualTables(folder.File("a"), folder.File("b"));
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
            var mine = scores.Where(s => s.Model == point.Model && s.Amount == point.Amount && s.Step == point.Step && s.K == point.K
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
    public void Damage_that_shows_only_when_results_are_read_is_named_and_mended()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallPlan.Write(folder);
        Assert.AreEqual(0, CommandResult.Of("run", plan, "--out", folder.File("run")).Code);
        var curves = File.ReadAllBytes(folder.File("run/curves.csv"));
        var file = Find(folder, "fits.json")[0];
        var (bytes, time) = (File.ReadAllBytes(file), File.GetLastWriteTimeUtc(file));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
        File.SetLastWriteTimeUtc(file, time);
        File.Delete(folder.File("run/report.html"));

        var again = CommandResult.Of("run", plan, "--out", folder.File("run"));
        Assert.AreEqual(0, again.Code, again.Error);
        StringAssert.Contains(again.Output, file);
        Assert.IsTrue(File.Exists(folder.File("run/report.html")));
        CollectionAssert.AreEqual(curves, File.ReadAllBytes(folder.File("run/curves.csv")));
    }

    [TestMethod]
    public void Wrong_limits_leave_a_runs_folder_as_it_is()
    {
        using var folder = new TemporaryFolder();
        foreach (var wrong in new[] { "--jobs=0", "--memory=0", "--gpus=x", "--retries=-1" })
        {
            Assert.AreEqual(2, CommandResult.Of("run", "smoke", "--out", folder.File("run"), wrong).Code, wrong);
            Assert.IsFalse(Directory.Exists(folder.File("run")), wrong);
        }
    }

    [TestMethod]
    public void A_folder_that_cannot_be_written_ends_with_1_and_one_line()
    {
        using var folder = new TemporaryFolder();
        var result = CommandResult.Of("run", SmallPlan.Write(folder), "--out", "/proc/none/run");
        Assert.AreEqual(1, result.Code, result.Error);
        Assert.AreEqual(1, result.Error.TrimEnd().Split('\n').Length, result.Error);
    }

    private static List<string> Find(TemporaryFolder folder, string name) =>
        Directory.EnumerateFiles(folder.File("run/artefacts"), name, SearchOption.AllDirectories).Order().ToList();

    private static List<string> Artefacts(TemporaryFolder folder) =>
        Directory.EnumerateFiles(folder.File("run/artefacts"), "manifest.json", SearchOption.AllDirectories).Order().ToList();
}
