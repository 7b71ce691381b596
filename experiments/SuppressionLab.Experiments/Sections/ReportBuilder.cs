using System.Globalization;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Sections.Methods;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>Fills the report's records from a run's results.</summary>
internal static class ReportBuilder
{
    /// <summary>Builds the report.</summary>
    public static Report Build(RunResults results) => results.Cells.Count == 1
        ? OfMethod(results, results.Cells[0])
        : OfMethods(results, new MethodTable(results));

    /// <summary>One method: its amounts in full, and its attacks if it was attacked.</summary>
    private static Report OfMethod(RunResults results, CellResults cell) => new(
        Title(results),
        results.Plan.Description,
        VerdictBuilder.Verdicts(cell),
        [.. ReportSections.All.Select(section => section.Build(cell)).OfType<Section>(), .. Attacked(results)],
        Settings(results))
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
        Settings(results))
    {
        KeyNumbers = MethodVerdicts.KeyNumbers(results, table),
    };

    private static string Title(RunResults results) => $"What suppression left behind: {results.Plan.Name}";

    private static List<Setting> Settings(RunResults results)
    {
        var settings = SettingList.Of(results.Plan).ToList();
        settings.AddRange(results.Environment.Select(pair => new Setting(pair.Key, pair.Value, "environment")));
        settings.AddRange(results.Seconds.Where(stage => stage.Seconds >= 0.5).Select(stage => new Setting(
            stage.Title, string.Create(CultureInfo.InvariantCulture, $"{stage.Seconds:0.0} s"), "time")));
        settings.Add(new Setting("all stages",
            string.Create(CultureInfo.InvariantCulture, $"{results.Seconds.Sum(stage => stage.Seconds):0.0} s"), "time"));
        return settings;
    }
}
