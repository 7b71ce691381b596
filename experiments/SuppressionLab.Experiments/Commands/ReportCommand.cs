using System.CommandLine;
using SuppressionLab.Experiments.Comparisons;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Reporting.Html;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>report</c>: writes the report and the tables of a finished run again, or a report of two runs side by side.</summary>
internal static class ReportCommand
{
    private const string ComparisonFile = "comparison.html";

    public static Command Create()
    {
        var folder = new Argument<string?>("DIR") { Description = "A run's folder", Arity = ArgumentArity.ZeroOrOne };
        var compare = new Option<string[]?>("--compare")
        {
            Description = "Two runs' folders, A and B: their differences instead, paired where both have the same",
            Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true,
        };
        var target = new Option<string?>("--out") { Description = $"Where the comparison goes; {ComparisonFile} unless given" };
        var command = new Command("report", "Writes report.html of a finished run again, or compares two runs") { folder, compare, target };
        command.SetAction(parsed =>
        {
            var (one, two, path) = (parsed.GetValue(folder), parsed.GetValue(compare), parsed.GetValue(target));
            var output = parsed.InvocationConfiguration.Output;
            switch (one, two)
            {
                case ({ } root, null or []):
                    if (path is not null)
                    {
                        throw new InputException("report: --out goes with --compare; the report of one run lies in its folder");
                    }
                    Publish(root, output);
                    break;
                case (null, [{ } first, { } second]):
                    Compare(first, second, path ?? ComparisonFile, output);
                    break;
                default:
                    throw new InputException("report: give either DIR or --compare A B");
            }
            return ExitCode.Success;
        });
        return command;
    }

    private static void Publish(string root, TextWriter output)
    {
        var run = RunFolder.Open(root, out var plan);
        var (expanded, failures) = Present(run, PlanExpander.Expand(plan));
        run.Publish(expanded, failures);
        output.WriteLine($"report: {Path.Combine(root, RunOutputs.ReportFile)}");
    }

    private static void Compare(string first, string second, string path, TextWriter output)
    {
        if (Directory.Exists(path))
        {
            throw new InputException($"--out is {path}, a folder; allowed: a file");
        }
        var (one, other) = (Load(first), Load(second));
        var (oneName, otherName) = Names(one, other, first, second);
        HtmlReportWriter.Write(ComparisonReport.Build(new RunPair(one, other, oneName, otherName)), path);
        output.WriteLine($"report: {path}");
    }

    private static RunResults Load(string root)
    {
        var run = RunFolder.Open(root, out var plan);
        var (expanded, failures) = Present(run, PlanExpander.Expand(plan));
        return RunResults.Load(run.Store, expanded, failures);
    }

    /// <summary>The plans' names where they differ, else the folders', else letters.</summary>
    private static (string First, string Second) Names(RunResults one, RunResults other, string first, string second)
    {
        static string Folder(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return one.Plan.Name != other.Plan.Name ? (one.Plan.Name, other.Plan.Name)
            : Folder(first) != Folder(second) ? (Folder(first), Folder(second))
            : ("A", "B");
    }

    /// <summary>The plan and no failures, or where stages failed, what is left of it and why.</summary>
    private static (ExpandedPlan Expanded, RunFailures Failures) Present(RunFolder run, ExpandedPlan expanded)
    {
        var lost = Lost(run, expanded);
        if (lost.Count == 0)
        {
            return (expanded, RunFailures.None);
        }
        var failures = run.ReadFailures();
        if (failures.Stages.Count == 0)
        {
            throw new InputException($"{run.Root}: {lost.Count} artefacts are missing or damaged; run the plan again to make them");
        }
        // What predicts across seeds or networks has keys of its own in a smaller plan, and may be missing there too.
        var rest = PartialPlan.Of(expanded, lost).Expanded;
        rest = rest is null || Lost(run, rest) is not { Count: > 0 } again ? rest : PartialPlan.Of(rest, again).Expanded;
        return rest is not null
            ? (rest, failures)
            : throw new InputException($"{run.Root}: nothing was made that could be shown; {RunFailures.FileName} says why");
    }

    private static HashSet<string> Lost(RunFolder run, ExpandedPlan expanded) =>
        expanded.Stages.Where(stage => !run.Store.Contains(stage)).Select(stage => stage.Key).ToHashSet(StringComparer.Ordinal);
}
