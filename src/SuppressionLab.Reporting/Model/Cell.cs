namespace SuppressionLab.Reporting.Model;

/// <summary>
/// A cell of a <see cref="Table"/>: a text, a number with a format, or an estimate with its standard error or interval.
/// </summary>
public sealed record Cell
{
    private Cell()
    {
    }

    /// <summary>The text; null in a number's cell.</summary>
    public string? Content { get; private init; }

    /// <summary>The number or estimate; NaN if not known, null in a text's cell.</summary>
    public double? Value { get; private init; }

    /// <summary>The estimate's standard error; null if it has none.</summary>
    public double? StandardError { get; private init; }

    /// <summary>The lower end of the estimate's interval; null if it has none.</summary>
    public double? Low { get; private init; }

    /// <summary>The upper end; null exactly where <see cref="Low"/> is.</summary>
    public double? High { get; private init; }

    /// <summary>A footnote mark behind a number, for example <c>†</c>; not in CSV files.</summary>
    public string Mark { get; init; } = "";

    /// <summary>The .NET numeric format string, invariant culture.</summary>
    public string Format { get; private init; } = "";

    /// <summary>Whether the cell stands out (the best of its column).</summary>
    public bool Strong { get; init; }

    /// <summary>A cell of text.</summary>
    public static Cell Text(string text) => new() { Content = text ?? throw new ArgumentNullException(nameof(text)) };

    /// <summary>A cell of a number; NaN prints as a dash.</summary>
    /// <param name="value">The number.</param>
    /// <param name="format">A .NET numeric format string, for example <c>0.000</c>.</param>
    public static Cell Number(double value, string format = "0.###") => new() { Value = value, Format = format };

    /// <summary>A cell of an estimate ± its standard error; a NaN error is left out.</summary>
    /// <param name="value">The estimate.</param>
    /// <param name="standardError">Its standard error, in the same unit.</param>
    /// <param name="format">A .NET numeric format string for both.</param>
    public static Cell Estimate(double value, double standardError, string format = "0.###") =>
        new() { Value = value, StandardError = double.IsNaN(standardError) ? null : standardError, Format = format };

    /// <summary>A cell of an estimate with an interval; one with an end that is NaN is left out.</summary>
    /// <param name="value">The estimate.</param>
    /// <param name="low">The interval's lower end; may be −∞.</param>
    /// <param name="high">The interval's upper end; may be ∞.</param>
    /// <param name="format">A .NET numeric format string for all three.</param>
    public static Cell Interval(double value, double low, double high, string format = "0.###") =>
        double.IsNaN(low) || double.IsNaN(high)
            ? Number(value, format)
            : new() { Value = value, Low = low, High = high, Format = format };

    /// <summary>A text becomes a cell.</summary>
    public static implicit operator Cell(string text) => Text(text);
}
