using System.Globalization;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>Words and numbers as the report writes them.</summary>
internal static class Texts
{
    /// <summary>An amount's name in legends: <c>pretrained</c> or <c>sft 128</c>.</summary>
    public static string Amount(CellResults results, double amount) => amount == 0
        ? "pretrained"
        : $"{results.Method} {results.Unit.Format(amount)}";

    /// <summary>An amount's name with its network's, which is left out where there is only one.</summary>
    public static string Model(CellResults results, string model, double amount) => Panel(results, model, Amount(results, amount));

    /// <summary>A probability with two decimals.</summary>
    public static string Probability(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>An estimate with its standard error.</summary>
    public static string Estimate(Estimate estimate) => double.IsNaN(estimate.StandardError)
        ? estimate.Value.ToString("0.000", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{estimate.Value:0.000} ± {estimate.StandardError:0.000}");

    /// <summary>A number with its 95 % interval.</summary>
    public static string Reading(Reading reading, string format = "0.00")
    {
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return double.IsNaN(reading.Low)
            ? Text(reading.Value)
            : $"{Text(reading.Value)} [{Text(reading.Low)}, {Text(reading.High)}]";
    }

    /// <summary>A cell of a number with its interval; † where the curves do not determine it.</summary>
    public static Cell ToCell(Reading reading, bool identified = true, string format = "0.000") =>
        Cell.Interval(reading.Value, reading.Low, reading.High, format)
            with { Mark = double.IsNaN(reading.Value) || (identified && !double.IsNaN(reading.Low)) ? "" : "†" };

    /// <summary>A whole number with thousands separated.</summary>
    public static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A component's name, with whether it is favoured.</summary>
    public static string Component(CellResults results, int component) =>
        results.Plan.Suppression.Favoured.Contains(component) ? $"component {component} (favoured)" : $"component {component}";

    /// <summary>A panel's title, naming the network only where there are several.</summary>
    public static string Panel(CellResults results, string model, string rest) =>
        results.Models.Count > 1 ? $"{model} · {rest}" : rest;

    /// <summary>A figure's or table's id of a text: what an id cannot hold is replaced, and a hash keeps different texts apart.</summary>
    public static string Id(string text)
    {
        var id = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        return id == text ? id : $"{id}-{ContentHash.OfText(text)[..6]}";
    }

    /// <summary>What error bars mean in this run.</summary>
    public static string Errors(CellResults results) => results.Plan.Seeds.Length > 1
        ? $"one standard error over {results.Plan.Seeds.Length} seeds"
        : "one standard error over prompts";
}
