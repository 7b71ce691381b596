using System.CommandLine;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
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
        var target = new Option<string>("--out") { Description = "The JSON file to write", Required = true };
        var command = new Command("fit", "Fits scaling laws to a curve table") { curves, laws, prefix, origin, target };
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
            var selected = LawRegistry.Select(parsed.GetValue(laws)!);
            var groups = CurveGroup.Split(CurveTable.Read(parsed.GetValue(curves)!));
            var fits = new List<FitRecord>();
            foreach (var group in groups)
            {
                cancellation.ThrowIfCancellationRequested();
                fits.AddRange(CurveFitter.Fit(group, selected, share, parsed.GetValue(origin)));
            }
            AtomicFile.WriteText(parsed.GetValue(target)!, StrictJson.Format(new FitTable(fits)));
            parsed.InvocationConfiguration.Output.WriteLine($"{fits.Count} fits of {selected.Count} laws to {groups.Count} groups of curves");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
