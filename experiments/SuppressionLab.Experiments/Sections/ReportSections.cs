namespace SuppressionLab.Experiments.Sections;

/// <summary>The report's sections in order. A new section is one class and one line here.</summary>
internal static class ReportSections
{
    /// <summary>All sections.</summary>
    public static IReadOnlyList<IReportSection> All { get; } =
    [
        new AverageCurvesSection(),
        new VerdictSection(),
        new PriorSection(),
        new DocumentPriorSection(),
        new ReEmergenceSection(),
        new ComponentCurvesSection(),
        new LawComparisonSection(),
        new DoseSection(),
        new ProbabilityMatrixSection(),
        new ControlSection(),
        new ConvergenceSection(),
    ];
}
