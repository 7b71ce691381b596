using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Sections.Methods;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>Fills the report's records from a run's results.</summary>
internal static class ReportBuilder
{
    /// <summary>Builds the report.</summary>
    public static Report Build(RunResults results)
    {
        var report = results.Cells.Count == 1 ? OfMethod(results, results.Cells[0]) : OfMethods(results, new MethodTable(results));
        return report with
        {
            Verdicts = FailureSection.Verdict(results) is { } lost ? [.. report.Verdicts.Take(1), lost, .. report.Verdicts.Skip(1)] : report.Verdicts,
            Sections =
            [
                .. FailureSection.Build(results) is { } failed ? [failed] : Array.Empty<Section>(), .. report.Sections, ProvenanceSection.Build(results),
            ],
            Stamp = ProvenanceSection.Stamp(results.Provenance),
        };
    }

    /// <summary>One method: its amounts in full, and its attacks if it was attacked.</summary>
    private static Report OfMethod(RunResults results, CellResults cell) => new(
        Title(results),
        results.Plan.Description,
        VerdictBuilder.Verdicts(cell),
        [.. ReportSections.All.Select(section => section.Build(cell)).OfType<Section>(), .. Attacked(results)],
        [.. SettingList.Of(results.Plan)])
    {
        KeyNumbers = VerdictBuilder.KeyNumbers(cell),
    };

    private static IEnumerable<Section> Attacked(RunResults results)
    {
        var table = results.Attacks.Count > 0 || results.Plan.Suppression.LearningRateSearch is not null ? new MethodTable(results) : null;
        IMethodSection[] sections = [new RelearningSection(), new AttackSection(), new SamplingSection(), new LearningRateSection()];
        return table is null ? [] : sections.Select(section => section.Build(results, table)).OfType<Section>();
    }

    private static Report OfMethods(RunResults results, MethodTable table) => new(
        Title(results),
        results.Plan.Description,
        MethodVerdicts.Of(results, table),
        MethodSections.All.Select(section => section.Build(results, table)).OfType<Section>().ToList(),
        [.. SettingList.Of(results.Plan)])
    {
        KeyNumbers = MethodVerdicts.KeyNumbers(results, table),
    };

    private static string Title(RunResults results) => $"What suppression left behind: {results.Plan.Name}";
}
