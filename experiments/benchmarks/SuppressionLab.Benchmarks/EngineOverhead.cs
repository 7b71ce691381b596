using System.Diagnostics;
using System.Globalization;
using SuppressionLab.Experiments.Execution;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Benchmarks;

/// <summary>
/// <c>engine [PLAN] [PATH=VALUE…]</c>: what running a plan costs beside the stages' own work. The plan runs from nothing, one
/// stage at a time; what is not spent within a stage is the engine's, and so is the checking of what stages read, which is
/// timed by checking it once more.
/// </summary>
internal static class EngineOverhead
{
    public static int Run(string[] arguments)
    {
        var name = arguments is [var first, ..] ? first : "sweep";
        var root = Directory.CreateTempSubdirectory("suppressionlab-engine-");
        try
        {
            Measure(name, [.. arguments.Skip(1)], root.FullName);
        }
        finally
        {
            root.Delete(recursive: true);
        }
        return 0;
    }

    private static void Measure(string name, string[] changes, string root)
    {
        var clock = Stopwatch.StartNew();
        var plan = PlanFile.Read(name, changes);
        var expanded = PlanExpander.Expand(plan);
        var expansion = Lap(clock);

        var work = new Stopwatch();
        var targets = TimedStage.Wrap(expanded.Targets, work);
        var folder = RunFolder.Begin(root, new ArtefactStore(root), plan);
        StoreReferences.Add(folder.Store, folder.Root, plan, expanded.Stages);
        var outcome = new StageRunner(folder.Store, new LineObserver(TextWriter.Null), new RunLimits(1)).Run(targets, CancellationToken.None);
        var run = Lap(clock);
        if (outcome.Lost.Count > 0)
        {
            throw new InvalidOperationException($"{outcome.Lost.Count} stages were not made; the first: {outcome.Failures[0].Reason}");
        }

        // Stages read through Open, which hashes an artefact once in a process: so does this, all of them.
        var other = new ArtefactStore(root);
        foreach (var stage in expanded.Stages)
        {
            other.Open(stage);
        }
        var hashing = Lap(clock);

        folder.Publish(expanded, RunFailures.None);
        var publication = Lap(clock);

        var again = RunFolder.Begin(root, new ArtefactStore(root), plan);
        var anew = PlanExpander.Expand(PlanFile.Read(name, changes));
        var second = RunExecution.Execute(anew, again, new RunLimits(1), new LineObserver(TextWriter.Null), CancellationToken.None);
        var rerun = Lap(clock);
        if (second.Stages.Count > 0)
        {
            throw new InvalidOperationException("the finished run does not run again");
        }

        var stages = work.Elapsed.TotalSeconds;
        var engine = expansion + run - stages + hashing;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.Name}: {expanded.Stages.Count} stages, one at a time"));
        Row("the stages' own work", stages - hashing, expansion + run);
        Row("the engine", engine, expansion + run);
        Row("  reading and expanding the plan", expansion, expansion + run);
        Row("  queue, claims, journal, manifests, storing", run - stages, expansion + run);
        Row("  checking the hashes of what is read", hashing, expansion + run);
        Row("tables, figures and report", publication, expansion + run);
        Row("running the finished plan again", rerun, expansion + run);
    }

    private static void Row(string name, double seconds, double of) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-46} {seconds,10:F3} s {seconds / of,8:P2}"));

    private static double Lap(Stopwatch clock)
    {
        var seconds = clock.Elapsed.TotalSeconds;
        clock.Restart();
        return seconds;
    }

    /// <summary>A stage, with the same key, whose work is timed.</summary>
    private sealed class TimedStage(Stage stage, IReadOnlyList<Stage> inputs, Stopwatch work) : Stage(inputs)
    {
        public override string Kind => stage.Kind;

        public override int Version => stage.Version;

        public override string Title => stage.Title;

        public override object Settings => stage.Settings;

        public override StageEstimate Estimate => stage.Estimate;

        public override StageNeeds Needs => stage.Needs;

        public static IReadOnlyList<Stage> Wrap(IReadOnlyList<Stage> targets, Stopwatch work)
        {
            var wrapped = new Dictionary<string, Stage>(StringComparer.Ordinal);
            foreach (var stage in StageGraph.InOrder(targets))
            {
                wrapped[stage.Key] = new TimedStage(stage, [.. stage.Inputs.Select(input => wrapped[input.Key])], work);
            }
            return [.. targets.Select(target => wrapped[target.Key])];
        }

        public override void Execute(StageContext context)
        {
            work.Start();
            stage.Execute(context);
            work.Stop();
        }
    }
}
