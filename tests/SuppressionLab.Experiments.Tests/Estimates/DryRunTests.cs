using System.Text.RegularExpressions;
using SuppressionLab.Experiments.Estimates;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Tests.Estimates;

[TestClass]
public sealed class DryRunTests
{
    [TestMethod]
    public void Artefacts_are_as_large_as_estimated_within_a_factor_of_two()
    {
        var kinds = PlanExpander.Expand(PlanFile.Read(FinishedRun.File("plan.json"))).Stages.GroupBy(stage => stage.Kind);
        var store = StoreOf(FinishedRun.Folder);
        foreach (var kind in kinds)
        {
            var real = kind.Sum(stage => Files(store.FolderOf(stage)).Where(file => Path.GetFileName(file) != "manifest.json").Sum(file => new FileInfo(file).Length));
            Assert.AreEqual(1, Math.Round(Math.Abs(Math.Log2(kind.Sum(stage => stage.Estimate.Bytes) / real)), 1), 1, $"{kind.Key}: {real} bytes");
        }
    }

    [TestMethod]
    public void A_finished_run_has_nothing_left_and_its_times_are_its_own()
    {
        var result = CommandResult.Of("run", FinishedRun.File("plan.json"), "--dry-run", "--out", FinishedRun.Folder);
        Assert.AreEqual(0, result.Code, result.Error);
        StringAssert.Contains(result.Output, "to be made: 0 stages, 0 tokens, 0 floating-point operations, 0 on disk, about 0 of work, 0 on ");
        var expanded = PlanExpander.Expand(PlanFile.Read(FinishedRun.File("plan.json")));
        StringAssert.Contains(result.Output, $"time: by {expanded.Stages.Count} stages of ");

        // Together, stages of a kind take what they took.
        var store = StoreOf(FinishedRun.Folder);
        var times = StageTimes.Of(store, expanded.Stages.Select(stage => stage.Kind));
        foreach (var kind in expanded.Stages.GroupBy(stage => stage.Kind))
        {
            Assert.AreEqual(kind.Sum(stage => store.ReadManifest(stage).Cost.WallSeconds), kind.Sum(times.SecondsOf), 1e-6, kind.Key);
        }
    }

    [TestMethod]
    public void What_changes_is_to_be_made_and_what_does_not_is_stored()
    {
        var result = CommandResult.Of(
            "run", FinishedRun.File("plan.json"), "--dry-run", "--out", FinishedRun.Folder, "--set", "samples.documents=61", "--set", "attacks.prefixes={}");
        Assert.AreEqual(0, result.Code, result.Error);
        var left = result.Output.Split('\n').Where(line => line.EndsWith("  no", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]).ToList();
        CollectionAssert.AreEquivalent(new[] { "document-prior", "attack-prefix-variations" }, left.Distinct().ToArray());
        StringAssert.Contains(result.Output, $"to be made: {left.Count} stages");
        StringAssert.Contains(result.Output, "; of attack-prefix-variations there is none, so by default rates times what the others took");
    }

    [TestMethod]
    public void An_empty_store_teaches_no_times_and_stays_away()
    {
        using var folder = new TemporaryFolder();
        var result = CommandResult.Of("run", "smoke", "--dry-run", "--out", folder.File("run"), "--jobs", "3");
        Assert.AreEqual(0, result.Code, result.Error);
        StringAssert.Contains(result.Output, "time: by default rates of a 2.8 GHz core");
        StringAssert.Contains(result.Output, " on 3 slots");
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path));
        foreach (var (kind, reads) in new[]
        {
            ("distance", "mixture"), ("pretraining", "mixture, documents"), ("suppression", "mixture, pretraining, documents"),
            ("curves", "mixture, pretraining, suppression"), ("dose-response", "curves, verdict"),
        })
        {
            Assert.MatchesRegex($@"(?m)^{kind} .*  {reads}$", result.Output);
        }
    }

    [TestMethod]
    public void Large_plans_have_a_line_for_each_cell_unless_all_stages_are_asked_for()
    {
        using var folder = new TemporaryFolder();
        var plan = PlanExpander.Expand(PlanFile.Read("imbalance"));
        var result = CommandResult.Of("run", "imbalance", "--dry-run", "--out", folder.File("run"));
        var lines = result.Output.Split('\n');
        Assert.IsLessThan(60, lines.Length);
        foreach (var cell in plan.Cells)
        {
            Assert.HasCount(1, lines.Where(line => line.StartsWith($"{cell.Plan.Suppression.Single.Title}@{cell.Plan.Networks[0].Variant} ", StringComparison.Ordinal)).ToList());
        }
        // Every stage is in one line of the first table.
        var counts = lines.Skip(1).TakeWhile(line => line.Length > 0).Select(line => int.Parse(Regex.Split(line, "  +")[1]));
        Assert.AreEqual(plan.Stages.Count, counts.Sum());

        var verbose = CommandResult.Of("run", "imbalance", "--dry-run", "--verbose", "--out", folder.File("run")).Output.Split('\n');
        Assert.HasCount(plan.Stages.Count, verbose.Skip(1).TakeWhile(line => line.Length > 0).ToList());
    }

    [TestMethod]
    [DataRow("graph.mmd", @"^  (s\d+)\[""(.*)""\](:::stored)?$", @"^  (s\d+) --> (s\d+)$", "flowchart LR")]
    [DataRow("graph.dot", @"^  (s\d+) \[label=""(.*?)""(, style=filled, .*)?\]$", @"^  (s\d+) -> (s\d+)$", "digraph stages {")]
    public void The_graph_has_every_stage_and_an_arrow_for_everything_it_reads(string name, string node, string arrow, string head)
    {
        using var folder = new TemporaryFolder();
        var plan = FinishedRun.File("plan.json");
        var result = CommandResult.Of(
            "run", plan, "--dry-run", "--out", FinishedRun.Folder, "--set", "samples.documents=61", "--graph", folder.File(name));
        Assert.AreEqual(0, result.Code, result.Error);
        var lines = File.ReadAllLines(folder.File(name));
        Assert.AreEqual(head, lines[0]);
        var stages = PlanExpander.Expand(PlanFile.Read(plan, ["samples.documents=61"])).Stages;
        var nodes = lines.Select(line => Regex.Match(line, node)).Where(match => match.Success).ToDictionary(match => match.Groups[1].Value);
        Assert.HasCount(stages.Count, nodes);
        Assert.IsTrue(stages.All(stage => nodes.Values.Any(match => match.Groups[2].Value.EndsWith(stage.Title, StringComparison.Ordinal))));
        Assert.AreEqual(stages.Count(stage => stage.Kind != "document-prior"), nodes.Values.Count(match => match.Groups[3].Success), "stored");
        var arrows = lines.Select(line => Regex.Match(line, arrow)).Where(match => match.Success)
            .Select(match => (From: nodes[match.Groups[1].Value].Groups[2].Value, To: nodes[match.Groups[2].Value].Groups[2].Value)).ToList();
        Assert.HasCount(stages.Sum(stage => stage.Inputs.Select(input => input.Key).Distinct().Count()), arrows);
        Assert.IsTrue(arrows.All(pair => stages.Any(stage => pair.To.EndsWith(stage.Title, StringComparison.Ordinal)
            && stage.Inputs.Any(input => pair.From.EndsWith(input.Title, StringComparison.Ordinal)))));
    }

    [TestMethod]
    [DataRow("--graph is 'graph.png'", "--dry-run", "--graph", "graph.png")]
    [DataRow("with --dry-run", "--graph", "graph.mmd")]
    [DataRow("with --dry-run", "--verbose")]
    public void Wrong_uses_are_refused(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var result = CommandResult.Of(["run", "smoke", "--out", folder.File("run"), .. options]);
        Assert.AreEqual(2, result.Code);
        StringAssert.Contains(result.Error, message);
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static ArtefactStore StoreOf(string run) => new(run);

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
}
