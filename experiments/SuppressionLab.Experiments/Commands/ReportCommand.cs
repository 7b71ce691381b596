using System.CommandLine;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>report</c>: writes the report and the tables of a finished run again.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "A run's folder" };
        var command = new Command("report", "Writes report.html of a finished run again") { folder };
        command.SetAction(parsed =>
        {
            var run = RunFolder.Open(parsed.GetValue(folder)!, out var plan);
            var failures = run.ReadFailures();
            run.Publish(Present(run, PlanExpander.Expand(plan), failures), failures);
            parsed.InvocationConfiguration.Output.WriteLine($"report: {Path.Combine(parsed.GetValue(folder)!, RunOutputs.ReportFile)}");
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The plan, or where stages failed, what is left of it.</summary>
    private static ExpandedPlan Present(RunFolder run, ExpandedPlan expanded, RunFailures failures)
    {
        var lost = expanded.Stages.Where(stage => !run.Store.Contains(stage)).Select(stage => stage.Key).ToHashSet(StringComparer.Ordinal);
        if (lost.Count > 0 && failures.Stages.Count == 0)
        {
            throw new InputException($"{run.Root}: {lost.Count} artefacts are missing or damaged; run the plan again to make them");
        }
        return lost.Count == 0 ? expanded : PartialPlan.Of(expanded, lost).Expanded
            ?? throw new InputException($"{run.Root}: nothing was made that could be shown; {RunFailures.FileName} says why");
    }
}
