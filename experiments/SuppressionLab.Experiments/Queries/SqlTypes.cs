using SuppressionLab.Experiments.Results.Tables.Columns;

namespace SuppressionLab.Experiments.Queries;

/// <summary>The SQL types of columns.</summary>
internal static class SqlTypes
{
    /// <summary>The type that a column has in a view.</summary>
    public static string Of(ColumnType type) => type switch
    {
        ColumnType.Text => "varchar",
        ColumnType.Integer => "bigint",
        ColumnType.Number => "double",
        ColumnType.Flag => "boolean",
        _ => "timestamptz",
    };
}
