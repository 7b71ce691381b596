namespace SuppressionLab.Experiments.Results.Tables.Columns;

/// <summary>What the cells of a column hold.</summary>
internal enum ColumnType
{
    /// <summary>A text: UTF-8 in Parquet, <c>VARCHAR</c> in SQL.</summary>
    Text,

    /// <summary>A 64-bit integer: <c>BIGINT</c>.</summary>
    Integer,

    /// <summary>A double, perhaps infinite, never NaN: <c>DOUBLE</c>.</summary>
    Number,

    /// <summary>True or false: <c>BOOLEAN</c>.</summary>
    Flag,

    /// <summary>A moment in UTC, to the microsecond: <c>TIMESTAMP WITH TIME ZONE</c>.</summary>
    Time,
}
