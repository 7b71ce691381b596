using System.Globalization;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>Fills the report's records from a run's results.</summary>
internal static class ReportBuilder
{
    /// <summary>Builds the report.</summary>
    public static Report Build(RunResults results) => new(
        $"What suppression left behind: {results.Plan.Name}",
        results.Plan.Description,
        VerdictBuilder.Verdicts(results.Cells[0]),
        ReportSections.All.Select(section => section.Build(results.Cells[0])).OfType<Section>().ToList(),
        Settings(results))
    {
        KeyNumbers = VerdictBuilder.KeyNumbers(results.Cells[0]),
    };

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
