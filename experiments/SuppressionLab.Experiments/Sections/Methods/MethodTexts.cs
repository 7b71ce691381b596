using System.Globalization;
using SuppressionLab.Experiments.Methods;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;

namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>Words and numbers of the reports of several methods.</summary>
internal static class MethodTexts
{
    /// <summary>A row's name: the method, with what the plan varies besides.</summary>
    public static string Row(RunResults results, MethodOutcome outcome) => MethodNames.Row(results, outcome);

    /// <summary>A panel's title: the network where there are several.</summary>
    public static string Panel(RunResults results, string model) =>
        results.Cells.SelectMany(cell => cell.Models).Distinct().Count() > 1 ? model : "";

    /// <summary>What a method learns from, for colours.</summary>
    public static string Kind(MethodPlan method) => method.Method.Data switch
    {
        _ when method.Method.IsControl => "control",
        MethodData.Favoured => "favoured documents",
        MethodData.Pairs => "preference pairs",
        MethodData.Suppressed => "suppressed documents",
        MethodData.SuppressedAndKept => "suppressed and kept documents",
        _ => "other",
    };

    /// <summary>What errors are taken over.</summary>
    public static string Errors(RunResults results) => results.Plan.Seeds.Length > 1
        ? $"one standard error over {results.Plan.Seeds.Length} seeds"
        : "one standard error over prompts or documents";

    /// <summary>Numbers of shots or steps: their median, and how many of them are finite where not all are.</summary>
    public static string Median(IReadOnlyList<double> values)
    {
        var known = values.Where(v => !double.IsNaN(v)).Order().ToList();
        if (known.Count == 0)
        {
            return "–";
        }
        var finite = known.Count(double.IsFinite);
        var middle = known.Count % 2 == 1 ? known[known.Count / 2] : (known[(known.Count / 2) - 1] + known[known.Count / 2]) / 2;
        var text = double.IsFinite(middle) ? middle.ToString("0.#", CultureInfo.InvariantCulture) : "never";
        return finite == values.Count ? text : $"{text} ({finite} of {values.Count})";
    }
}
