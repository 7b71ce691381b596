using System.CommandLine;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>fit</c>: fits laws to any curve table, ours or published.</summary>
internal static class FitCommand
{
    public static Command Create()
    {
        var curves = new Option<string>("--curves") { Description = "A curve table, .csv or .parquet", Required = true };
        var laws = new Option<string>("--laws")
        {
            Description = "all, or names separated by commas (see `laws`)",
            DefaultValueFactory = _ => "all",
        };
        var prefix = new Option<double>("--prefix")
        {
            Description = "Fits the shots up to this share of the largest and scores the rest; above 0, at most 1",
            DefaultValueFactory = _ => 1,
        };
        var origin = new Option<int>("--shot-origin") { Description = "0, or 1 to add one to the shots of raw published files" };
        var weighted = new Option<bool>("--weighted") { Description = "Weighs points by their standard errors, which the table must have" };
        var scores = new Option<string?>("--scores")
        {
            Description = "Prompt scores behind the curves: intervals then come from whole prompts",
        };
        var replicates = new Option<int>("--bootstrap") { Description = "Bootstrap replicates: 0, or 20 and more" };
        var joint = new Option<bool>("--joint")
        {
            Description = "Also judges what suppression changed, where a network has several amounts",
        };
        var target = new Option<string>("--out") { Description = "The JSON file to write", Required = true };
        var command = new Command("fit", "Fits scaling laws to a curve table, with intervals")
        {
            curves, laws, prefix, origin, weighted, scores, replicates, joint, target,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var share = parsed.GetValue(prefix);
            if (!(share is > 0 and <= 1))
            {
                throw new InputException($"--prefix is {share}; allowed: above 0, at most 1");
            }
            if (parsed.GetValue(origin) is not (0 or 1))
            {
                throw new InputException($"--shot-origin is {parsed.GetValue(origin)}; allowed: 0 or 1");
            }
            if (parsed.GetValue(replicates) is not (0 or (>= 20 and <= 1_000_000)))
            {
                throw new InputException($"--bootstrap is {parsed.GetValue(replicates)}; allowed: 0, or 20 to 1000000");
            }
            var settings = new FitSettings
            {
                Prefix = share,
                ShotOrigin = parsed.GetValue(origin),
                Weighting = parsed.GetValue(weighted) ? PointWeighting.InverseVariance : PointWeighting.Equal,
                Replicates = parsed.GetValue(replicates),
            };
            var prompts = parsed.GetValue(scores) is { } file ? PromptGroups.Of(PromptScoreTable.Read(file)) : null;
            var selected = LawRegistry.Select(parsed.GetValue(laws)!);
            var groups = CurveGroup.Split(CurveTable.Read(parsed.GetValue(curves)!));
            var fits = new List<FitRecord>();
            foreach (var group in groups)
            {
                cancellation.ThrowIfCancellationRequested();
                fits.AddRange(CurveFitter.Fit(group, selected, settings with { Prompts = prompts?.For(group) }));
            }
            var verdicts = parsed.GetValue(joint)
                ? JointVerdicts.Of(groups, prompts, settings, new VerdictPlan(), cancellation) : null;
            AtomicFile.WriteText(parsed.GetValue(target)!, StrictJson.Format(new FitTable(fits, verdicts)));
            parsed.InvocationConfiguration.Output.WriteLine($"{fits.Count} fits of {selected.Count} laws to {groups.Count} groups of curves");
            foreach (var verdict in verdicts ?? [])
            {
                parsed.InvocationConfiguration.Output.WriteLine($"{verdict.Model}, k = {verdict.K}: {verdict.Sentence}");
            }
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
