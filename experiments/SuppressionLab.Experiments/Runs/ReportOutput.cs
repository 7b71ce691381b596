using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Sections;
using SuppressionLab.Reporting.Exports;
using SuppressionLab.Reporting.Html;

namespace SuppressionLab.Experiments.Runs;

/// <summary>The report, and beside it each of its figures as SVG and PNG and each of its tables as CSV and LaTeX.</summary>
internal sealed class ReportOutput : IRunOutput
{
    /// <inheritdoc/>
    public IEnumerable<string> Write(RunResults results, string folder)
    {
        var report = ReportBuilder.Build(results);
        HtmlReportWriter.Write(report, Path.Combine(folder, RunOutputs.ReportFile));
        return [RunOutputs.ReportFile, .. ReportFiles.Write(report, folder)];
    }
}
