using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>One section of the report: reads results, says what to show.</summary>
internal interface IReportSection
{
    /// <summary>Builds the section; null where the run has nothing for it.</summary>
    Section? Build(CellResults results);
}
