namespace SuppressionLab.Reporting.Model;

/// <summary>How a table's column is aligned.</summary>
public enum ColumnAlignment
{
    /// <summary>To the left: texts.</summary>
    Left,

    /// <summary>To the right: numbers.</summary>
    Right,

    /// <summary>Centred.</summary>
    Center,
}
