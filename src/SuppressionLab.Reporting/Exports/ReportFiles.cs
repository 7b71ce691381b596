using SuppressionLab.Primitives.Files;
using SuppressionLab.Reporting.Images;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Tables;

namespace SuppressionLab.Reporting.Exports;

/// <summary>
/// Writes every figure of a report as <c>figures/ID.svg</c> and <c>.png</c> and every table as <c>report-tables/ID.csv</c> and
/// <c>.tex</c>, named by the ids that also anchor them on the page. The same report gives the same bytes.
/// </summary>
public static class ReportFiles
{
    /// <summary>The folder of the figures.</summary>
    public const string FiguresFolder = "figures";

    /// <summary>The folder of the tables.</summary>
    public const string TablesFolder = "report-tables";

    /// <summary>Writes the files, each whole or absent, several at a time.</summary>
    /// <param name="report">The report; ids of its figures and tables must be unique.</param>
    /// <param name="folder">The folder that holds both folders, for example a run's; created if missing.</param>
    /// <returns>The files' paths, relative to the folder, with <c>/</c>.</returns>
    /// <exception cref="ArgumentException">A figure or table does not fit together; the message names it.</exception>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(Report report, string folder)
    {
        ReportChecks.CheckIds(report);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var items = report.Sections.SelectMany(section => section.Items).ToList();
        var figures = items.OfType<Figure>().ToList();
        var tables = items.OfType<Table>().ToList();
        foreach (var table in tables)
        {
            var target = Path.Combine(folder, TablesFolder, table.Id);
            CsvTableWriter.Write(table, $"{target}.csv");
            AtomicFile.WriteText($"{target}.tex", LatexTableWriter.Format(table, report.Stamp));
        }
        WriteFigures(figures, Path.Combine(folder, FiguresFolder));
        return
        [
            .. figures.SelectMany(figure => new[] { $"{FiguresFolder}/{figure.Id}.svg", $"{FiguresFolder}/{figure.Id}.png" }),
            .. tables.SelectMany(table => new[] { $"{TablesFolder}/{table.Id}.csv", $"{TablesFolder}/{table.Id}.tex" }),
        ];
    }

    private static void WriteFigures(List<Figure> figures, string folder)
    {
        try
        {
            Parallel.ForEach(figures, figure =>
            {
                FigureImageWriter.WriteSvg(figure, Path.Combine(folder, $"{figure.Id}.svg"));
                FigureImageWriter.WritePng(figure, Path.Combine(folder, $"{figure.Id}.png"));
            });
        }
        catch (AggregateException several)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}
