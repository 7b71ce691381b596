using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Results;

/// <summary>What a run leaves in its folder for people, besides the store: the report and the tables.</summary>
internal static class RunFolder
{
    /// <summary>The plan as it was run.</summary>
    public const string PlanFile = "plan.json";

    /// <summary>The report.</summary>
    public const string ReportFile = "report.html";

    /// <summary>The curve points of all models.</summary>
    public const string CurvesFile = "curves.csv";

    /// <summary>The law fits.</summary>
    public const string FitsFile = "fits.json";

    /// <summary>What the attacks found; where any were planned.</summary>
    public const string AttacksFile = "attacks.csv";

    /// <summary>Puts the report and the tables of a finished run into its folder.</summary>
    public static void Publish(RunStore store, ExpandedPlan expanded)
    {
        AtomicFile.WriteText(Path.Combine(store.Root, PlanFile), StrictJson.Format(expanded.Plan));
        Copy(Path.Combine(store.Open(expanded.Report), ReportFile), Path.Combine(store.Root, ReportFile));
        WriteTables(store, expanded);
    }

    /// <summary>Puts the tables of a finished run into its folder.</summary>
    public static void WriteTables(RunStore store, ExpandedPlan expanded)
    {
        var results = RunResults.Load(store, expanded);
        CurveTable.Write(Path.Combine(store.Root, CurvesFile), results.Points);
        AtomicFile.WriteText(Path.Combine(store.Root, FitsFile), StrictJson.Format(new FitTable(results.Fits)));
        if (results.Attacks.Count > 0)
        {
            AttackTable.Write(Path.Combine(store.Root, AttacksFile), results.Attacks);
        }
        Tables.ResultTables.Write(store.Root, new Tables.TableSource(store, results));
    }

    /// <summary>Builds the report of a run whose other artefacts are there.</summary>
    public static void WriteReport(RunStore store, ExpandedPlan expanded, string path) =>
        Reporting.Html.HtmlReportWriter.Write(Sections.ReportBuilder.Build(RunResults.Load(store, expanded)), path);

    private static void Copy(string source, string target) => AtomicFile.Write(target, stream =>
    {
        using var input = File.OpenRead(source);
        input.CopyTo(stream);
    });
}
