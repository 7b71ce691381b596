using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Results.Tables;
using SuppressionLab.Experiments.Results.TensorBoard;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Runs;

/// <summary>What finished runs leave in their folders, in the order in which it is written.</summary>
internal static class RunOutputs
{
    /// <summary>The report.</summary>
    public const string ReportFile = "report.html";

    /// <summary>The run's answer in a few lines.</summary>
    public const string SummaryFile = "summary.txt";

    /// <summary>The curve points of all models.</summary>
    public const string CurvesFile = "curves.csv";

    /// <summary>The law fits.</summary>
    public const string FitsFile = "fits.json";

    /// <summary>What the attacks found; where any were planned.</summary>
    public const string AttacksFile = "attacks.csv";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IRunOutput> All { get; } =
    [
        new OneFile(CurvesFile, (results, path) => CurveTable.Write(path, results.Points)),
        new OneFile(FitsFile, (results, path) => AtomicFile.WriteText(path, StrictJson.Format(new FitTable(results.Fits)))),
        new OneFile(AttacksFile, (results, path) => AttackTable.Write(path, results.Attacks), results => results.Attacks.Count > 0),
        new TablesOutput(),
        new TensorBoardOutput(),
        new OneFile(SummaryFile, (results, path) => AtomicFile.WriteText(path, RunSummary.Format(results))),
        new ReportOutput(),
        new OneFile(RunFailures.FileName, (results, path) => AtomicFile.WriteText(path, StrictJson.Format(results.Failures)),
            results => results.Failures.Stages.Count > 0),
    ];

    private sealed class OneFile(string name, Action<RunResults, string> write, Func<RunResults, bool>? wanted = null) : IRunOutput
    {
        public IEnumerable<string> Write(RunResults results, string folder)
        {
            if (wanted is not null && !wanted(results))
            {
                return [];
            }
            write(results, Path.Combine(folder, name));
            return [name];
        }
    }
}
