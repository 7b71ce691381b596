using System.CommandLine;
using Spectre.Console;
using SuppressionLab.Experiments.Estimates;
using SuppressionLab.Experiments.Execution;
using SuppressionLab.Experiments.Execution.Live;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>run</c>: runs or resumes a plan, prints the summary, writes <c>report.html</c> and the tables.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var source = new PlanOptions();
        var limits = new LimitOptions();
        var dry = new Option<bool>("--dry-run") { Description = "Only prints the stages, what is stored, and what the rest costs" };
        var verbose = new Option<bool>("--verbose") { Description = "With --dry-run: lists every stage of a large plan too" };
        var graph = new Option<string?>("--graph") { Description = "With --dry-run: writes the graph of the stages, as Mermaid (FILE.mmd) or Graphviz (FILE.dot)" };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object a line, for machines, and nothing else" };
        var command = new Command("run", "Runs or resumes a plan and writes its report") { dry, verbose, graph, json };
        source.AddTo(command);
        limits.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var (plan, folder, store) = source.Read(parsed);
            var expanded = PlanExpander.Expand(plan);
            var configuration = parsed.InvocationConfiguration;
            if (parsed.GetValue(dry))
            {
                if (parsed.GetValue(json))
                {
                    throw new InputException("--json and --dry-run are given; one of them is allowed");
                }
                DryRun.Print(
                    expanded, store, limits.Read(parsed, plan), parsed.GetValue(verbose), parsed.GetValue(graph), configuration.Output);
                return Task.FromResult(ExitCode.Success);
            }
            if (parsed.GetValue(verbose) || parsed.GetValue(graph) is not null)
            {
                throw new InputException("--verbose and --graph are for a dry run; allowed: with --dry-run");
            }
            // All options are read before the folder is touched.
            var allowed = limits.Read(parsed, plan);
            return Task.FromResult(Execute(
                expanded, RunFolder.Begin(folder, store, plan), allowed, parsed.GetValue(json), configuration.Output, configuration.Error, cancellation));
        });
        return command;
    }

    private static int Execute(
        ExpandedPlan expanded, RunFolder folder, RunLimits limits, bool json, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (json)
        {
            var observer = new JsonObserver(output);
            var failed = RunExecution.Execute(expanded, folder, limits, observer, cancellation);
            observer.Done(folder.Root);
            return Judge(failed, error);
        }
        var live = AnsiConsole.Profile.Capabilities.Interactive && ReferenceEquals(output, Console.Out);
        var failures = live
            ? LiveObserver.Show(AnsiConsole.Console, expanded, StageTimes.Of(folder.Store, expanded.Stages.Select(stage => stage.Kind)),
                observer => RunExecution.Execute(expanded, folder, limits, observer, cancellation))
            : RunExecution.Execute(expanded, folder, limits, new LineObserver(output), cancellation);
        if (File.Exists(Path.Combine(folder.Root, RunOutputs.SummaryFile)))
        {
            output.Write(File.ReadAllText(Path.Combine(folder.Root, RunOutputs.SummaryFile)));
            output.WriteLine($"report: {Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(folder.Root, RunOutputs.ReportFile))}");
        }
        return Judge(failures, error);
    }

    /// <summary>A line each failure; wrong input alone is the user's to mend.</summary>
    private static int Judge(RunFailures failures, TextWriter error)
    {
        foreach (var failure in failures.Stages)
        {
            error.WriteLine($"suppressionlab: {failure.Title}: {failure.Reason}");
        }
        return failures.Stages.Count == 0 ? ExitCode.Success
            : failures.Stages.All(failure => failure.Cause == "input") ? ExitCode.Usage
            : ExitCode.Failure;
    }
}
