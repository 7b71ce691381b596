namespace SuppressionLab.Reporting.Model;

/// <summary>A cell of a <see cref="Table"/>: a text, a number with a format, or an estimate with its standard error.</summary>
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

    /// <summary>A text becomes a cell.</summary>
    public static implicit operator Cell(string text) => Text(text);
}
