namespace SuppressionLab.Reporting.Model;

/// <summary>
/// One point of a <see cref="ScatterPanel"/>. A point with a NaN coordinate is left out of the drawing and kept in the
/// data table; one at ±∞ stands at the edge.
/// </summary>
/// <param name="Label">Its name, printed beside it where there is room, always in the tooltip.</param>
/// <param name="Group">What it belongs to: points of one group share a colour and a legend entry.</param>
/// <param name="X">The position on the horizontal axis, in its unit.</param>
/// <param name="Y">The position on the vertical axis, in its unit.</param>
public sealed record ScatterPoint(string Label, string Group, double X, double Y)
{
    /// <summary>The lower end of X's error bar; NaN, the default, for none.</summary>
    public double XLow { get; init; } = double.NaN;

    /// <summary>The upper end of X's error bar; NaN, the default, for none.</summary>
    public double XHigh { get; init; } = double.NaN;

    /// <summary>The lower end of Y's error bar; NaN, the default, for none.</summary>
    public double YLow { get; init; } = double.NaN;

    /// <summary>The upper end of Y's error bar; NaN, the default, for none.</summary>
    public double YHigh { get; init; } = double.NaN;

    /// <summary>The marker's shape.</summary>
    public ScatterMarker Marker { get; init; } = ScatterMarker.Circle;

    /// <summary>What the marker's shape means (<c>LoRA</c>, <c>all weights</c>): the legend explains each once. None if null.</summary>
    public string? Role { get; init; }

    /// <summary>Whether it is a control or reference, drawn in the ink's colour instead of one from the palette.</summary>
    public bool IsReference { get; init; }

    /// <summary>Whether it stands out: a larger marker and a bold label.</summary>
    public bool IsEmphasised { get; init; }

    /// <summary>A point of two estimates with error bars of ± one standard error; a NaN error draws no bar.</summary>
    /// <param name="label">Its name.</param>
    /// <param name="group">What it belongs to.</param>
    /// <param name="x">The estimate on the horizontal axis.</param>
    /// <param name="xStandardError">Its standard error, at least 0 or NaN.</param>
    /// <param name="y">The estimate on the vertical axis.</param>
    /// <param name="yStandardError">Its standard error, at least 0 or NaN.</param>
    public static ScatterPoint Estimate(
        string label, string group, double x, double xStandardError, double y, double yStandardError) => new(label, group, x, y)
        {
            XLow = x - xStandardError,
            XHigh = x + xStandardError,
            YLow = y - yStandardError,
            YHigh = y + yStandardError,
        };
}
