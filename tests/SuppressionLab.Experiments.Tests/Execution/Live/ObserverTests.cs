using System.Text.Json.Nodes;
using Spectre.Console.Testing;
using SuppressionLab.Experiments.Estimates;
using SuppressionLab.Experiments.Execution;
using SuppressionLab.Experiments.Execution.Live;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Tests.Execution.Live;

[TestClass]
public sealed class ObserverTests
{
    [TestMethod]
    public void The_live_view_leaves_a_line_for_each_stage_that_ended()
    {
        var stages = new SmallStages(1);
        var console = new TestConsole().Width(100).Height(30).Interactive();
        var answer = LiveObserver.Show(console, stages.Expanded, new StageTimes(), observer =>
        {
            Play(observer, stages);
            return 42;
        });
        Assert.AreEqual(42, answer);
        StringAssert.Contains(console.Output, $"✓ {stages.Documents.Title} · 1.5 s");
        StringAssert.Contains(console.Output, $"↻ {stages.Documents.Title} · attempt 1 failed, tried again: the disk was asleep");
        StringAssert.Contains(console.Output, $"✗ {stages.Pretraining.Title} · loss is not finite");
    }

    [TestMethod]
    public void Left_lines_clear_what_was_drawn_below_them()
    {
        var stages = new SmallStages(1);
        var console = new TestConsole().Width(100).Height(30).Interactive().EmitAnsiSequences();
        LiveObserver.Show(console, stages.Expanded, new StageTimes(), observer =>
        {
            Play(observer, stages);
            return 0;
        });
        StringAssert.Contains(console.Output, "1.5 s\u001b[0m\u001b[K\n");
    }

    [TestMethod]
    public void Json_lines_tell_the_same_to_machines()
    {
        var stages = new SmallStages(1);
        using var output = new StringWriter();
        var observer = new JsonObserver(output);
        Play(observer, stages);
        observer.Done("/nowhere/run");
        var events = Parse(output.ToString());
        CollectionAssert.AreEqual(
            new[] { "begin", "start", "retry", "start", "finish", "start", "progress", "damaged", "wait", "start", "fail", "block", "done" },
            events.Select(e => e["event"]!.GetValue<string>()).ToArray());
        var progress = events.Single(e => e["event"]!.GetValue<string>() == "progress");
        Assert.AreEqual((10L, 2.5, 12345.0, 90.0), (progress["step"]!.GetValue<long>(), progress["loss"]!.GetValue<double>(),
            progress["tokensPerSecond"]!.GetValue<double>(), progress["secondsLeft"]!.GetValue<double>()));
        var fail = events.Single(e => e["event"]!.GetValue<string>() == "fail");
        Assert.AreEqual(("non-finite-loss", "loss is not finite", 2), (fail["cause"]!.GetValue<string>(), fail["reason"]!.GetValue<string>(), fail["attempts"]!.GetValue<int>()));
        var done = events[^1];
        Assert.AreEqual((1, 1, 1, 1), (done["made"]!.GetValue<int>(), done["stored"]!.GetValue<int>(), done["failed"]!.GetValue<int>(), done["blocked"]!.GetValue<int>()));
        Assert.IsNull(done["report"]);
    }

    [TestMethod]
    public void A_run_with_json_prints_json_and_nothing_else()
    {
        var events = Parse(FinishedRun.Output);
        var names = events.GroupBy(e => e["event"]!.GetValue<string>()).ToDictionary(group => group.Key, group => group.Count());
        var stages = events[0]["stages"]!.GetValue<int>();
        Assert.AreEqual(("begin", 0), (events[0]["event"]!.GetValue<string>(), events[0]["stored"]!.GetValue<int>()));
        Assert.AreEqual((stages, stages, 1), (names["start"], names["finish"], names["done"]));
        Assert.AreEqual(stages, events[^1]["made"]!.GetValue<int>());
        Assert.AreEqual(FinishedRun.Folder, events[^1]["folder"]!.GetValue<string>());
        Assert.IsTrue(File.Exists(events[^1]["report"]!.GetValue<string>()));
        var artefacts = Directory.EnumerateFiles(FinishedRun.File("artefacts"), "manifest.json", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(Path.GetDirectoryName(path))).ToArray();
        CollectionAssert.AreEquivalent(artefacts, events.Where(e => e["event"]!.GetValue<string>() == "finish").Select(e => e["key"]!.GetValue<string>()).ToArray());
    }

    [TestMethod]
    public void Json_and_a_dry_run_do_not_go_together()
    {
        using var folder = new TemporaryFolder();
        var result = CommandResult.Of("run", SmallPlan.Write(folder), "--json", "--dry-run", "--out", folder.File("run"));
        Assert.AreEqual(2, result.Code);
        Assert.AreEqual("", result.Output);
    }

    /// <summary>What a run may tell: one stage stored, one made at the second try, one put off and failed, one blocked.</summary>
    private static void Play(IRunObserver observer, SmallStages stages)
    {
        var (documents, pretraining) = (stages.Documents, stages.Pretraining);
        observer.Begin(stages.Expanded.Stages, new HashSet<string> { stages.Expanded.Stages[0].Key });
        observer.Start(documents);
        observer.Retry(documents, "the disk was asleep", 1);
        observer.Start(documents);
        observer.Finish(documents, 1.5);
        observer.Start(pretraining);
        var progress = observer.ProgressOf(pretraining);
        progress.Report(SmallStages.Training(10, 2.5));
        progress.Report(SmallStages.Training(11, double.NaN));
        observer.Damaged(documents, "a flipped bit");
        observer.PutOff(pretraining);
        observer.Start(pretraining);
        observer.Fail(new StageFailure(pretraining, FailureCause.NonFiniteLoss, "loss is not finite", 2, new InvalidOperationException()));
        observer.Block(stages.Expanded.Stages[^1]);
    }

    private static List<JsonNode> Parse(string output) =>
        [.. output.TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!)];
}
