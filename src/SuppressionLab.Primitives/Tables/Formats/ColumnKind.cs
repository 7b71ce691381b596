namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>What the cells of a column hold.</summary>
internal enum ColumnKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A 64-bit integer.</summary>
    Integer,

    /// <summary>A double.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,
}
