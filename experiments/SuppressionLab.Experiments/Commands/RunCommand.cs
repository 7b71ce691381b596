using System.CommandLine;
using Spectre.Console;
using SuppressionLab.Experiments.Execution;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Plans.Sources;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>run</c>: runs or resumes a plan, prints the summary, writes <c>report.html</c> and the tables.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var plan = new Argument<string>("PLAN") { Description = "A plan's file, or the name of one that `plans` lists" };
        var folder = new Option<string?>("--out") { Description = "The run's folder; runs/NAME unless given" };
        var seed = new Option<long?>("--seed") { Description = "Runs this one root seed instead of the plan's" };
        var device = new Option<string?>("--device") { Description = "cpu or cuda[:i], instead of the plan's" };
        var set = new Option<string[]>(PlanOverride.Option)
        {
            Description = "Sets a field of the plan, as pretraining.optimizer.learningRate=1e-4 or networks[*].layers=2; may be repeated",
        };
        var jobs = new Option<int?>("--jobs") { Description = "Stages made at once; the cores over torchThreads unless given" };
        var dry = new Option<bool>("--dry-run") { Description = "Only prints the stages, their sizes and costs" };
        var command = new Command("run", "Runs or resumes a plan and writes its report") { plan, folder, seed, device, set, jobs, dry };
        command.SetAction((parsed, cancellation) =>
        {
            var read = Override(PlanFile.Read(parsed.GetValue(plan)!, parsed.GetValue(set)), parsed.GetValue(seed), parsed.GetValue(device));
            var target = parsed.GetValue(folder) ?? Path.Combine("runs", read.Name);
            var output = parsed.InvocationConfiguration.Output;
            return Task.FromResult(parsed.GetValue(dry) ? Show(read, target, output) : Execute(read, target, Slots(read, parsed.GetValue(jobs)), output, cancellation));
        });
        return command;
    }

    private static ExperimentPlan Override(ExperimentPlan plan, long? seed, string? device)
    {
        if (seed is < 0)
        {
            throw new InputException($"--seed is {seed}; allowed: at least 0");
        }
        if (device is not null && !ExperimentPlan.IsDevice(device))
        {
            throw new InputException($"--device is '{device}'; allowed: cpu, cuda or cuda:N");
        }
        return plan with { Seeds = seed is { } one ? [one] : plan.Seeds, Device = device ?? plan.Device };
    }

    /// <summary>
    /// How many stages are made at once. One where the order of torch's draws counts (dropout takes them from a generator of
    /// the whole process), or on a GPU, which one stage fills.
    /// </summary>
    private static int Slots(ExperimentPlan plan, int? asked)
    {
        if (asked is < 1 or > 1024)
        {
            throw new InputException($"--jobs is {asked}; allowed: 1 to 1024");
        }
        var alone = plan.Device != "cpu" || plan.Networks.Any(network => network.Dropout > 0);
        return alone ? 1 : asked ?? Math.Max(1, Environment.ProcessorCount / plan.TorchThreads);
    }

    private static int Show(ExperimentPlan plan, string folder, TextWriter output)
    {
        DryRun.Print(PlanExpander.Expand(plan), Directory.Exists(folder) ? new RunStore(folder) : null, output);
        return ExitCode.Success;
    }

    private static int Execute(ExperimentPlan plan, string folder, int slots, TextWriter output, CancellationToken cancellation)
    {
        var expanded = PlanExpander.Expand(plan);
        var store = new RunStore(folder);
        using var held = new RunLock(store.Root);
        if (AnsiConsole.Profile.Capabilities.Interactive && ReferenceEquals(output, Console.Out))
        {
            LiveObserver.Show(AnsiConsole.Console, observer => Make(store, expanded, observer, slots, cancellation));
        }
        else
        {
            Make(store, expanded, new LineObserver(output), slots, cancellation);
        }
        RunFolder.Publish(store, expanded);
        RunSummary.Print(RunResults.Load(store, expanded), output);
        output.WriteLine($"report: {Path.Combine(folder, RunFolder.ReportFile)}");
        return ExitCode.Success;
    }

    private static int Make(
        RunStore store, ExpandedPlan expanded, IRunObserver observer, int slots, CancellationToken cancellation) =>
        new StageRunner(store, observer, slots).Run([expanded.Report], cancellation).Made;
}
