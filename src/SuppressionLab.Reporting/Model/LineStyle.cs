namespace SuppressionLab.Reporting.Model;

/// <summary>How a series' line is drawn.</summary>
public enum LineStyle
{
    /// <summary>A continuous line.</summary>
    Solid,

    /// <summary>A dashed line, for fits and references.</summary>
    Dashed,

    /// <summary>A dotted line.</summary>
    Dotted,

    /// <summary>No line: markers alone.</summary>
    None,
}
