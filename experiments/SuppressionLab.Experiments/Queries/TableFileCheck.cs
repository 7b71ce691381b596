using SuppressionLab.Experiments.Results.Tables;
using SuppressionLab.Experiments.Results.Tables.Columns;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Parquet;

namespace SuppressionLab.Experiments.Queries;

/// <summary>Whether a file is the table that its name says, so that a wrong one is named rather than stumbled over.</summary>
internal static class TableFileCheck
{
    /// <summary>Refuses a file that is damaged or of another kind.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table that it should be.</param>
    /// <exception cref="InputException">
    /// Not a whole Parquet file, not this table's columns, or not what was written by the hashes beside it.
    /// </exception>
    public static void Check(string path, IResultTable table)
    {
        using var file = ParquetFile.Open(path);
        // Every version of a table has at least these; others may have come later.
        foreach (var column in RowProvenance.Columns<object>().Select(column => column.Description.Name))
        {
            if (file.Schema.DataFields.All(field => field.Name != column))
            {
                throw file.Refuse($"no column {column}: not a table '{table.Name}' of a run; write it again with `report` or `run`");
            }
        }
        var wanted = table.Columns.ToDictionary(column => column.Name, column => column.Type);
        foreach (var field in file.Schema.DataFields)
        {
            if (wanted.TryGetValue(field.Name, out var type) && !Is(field.ClrType, type))
            {
                throw file.Refuse($"column {field.Name} is of type {field.ClrType.Name}; allowed: {type.ToString().ToLowerInvariant()}");
            }
        }
        if (!TableHashes.Agree(path))
        {
            throw file.Refuse($"not what was written, by {TableHashes.FileName} beside it; write it again with `report` or `run`");
        }
    }

    /// <summary>Refuses a file that cannot be read to its end.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">Not a whole Parquet file.</exception>
    public static void CheckRows(string path)
    {
        using var file = ParquetFile.Open(path);
        foreach (var group in file.Groups())
        {
            foreach (var field in file.Schema.DataFields)
            {
                Read(group, field);
            }
        }
    }

    private static bool Is(Type type, ColumnType wanted) => wanted switch
    {
        ColumnType.Text => type == typeof(string) || type == typeof(ReadOnlyMemory<char>),
        ColumnType.Integer => type == typeof(long),
        ColumnType.Number => type == typeof(double),
        ColumnType.Flag => type == typeof(bool),
        _ => type == typeof(DateTime),
    };

    private static void Read(ParquetGroup group, Parquet.Schema.DataField field)
    {
        switch (Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType)
        {
            case var type when type == typeof(long): group.ReadNullable<long>(field); break;
            case var type when type == typeof(double): group.ReadNullable<double>(field); break;
            case var type when type == typeof(bool): group.ReadNullable<bool>(field); break;
            case var type when type == typeof(DateTime): group.ReadNullable<DateTime>(field); break;
            case var type when type == typeof(ReadOnlyMemory<char>): group.ReadNullable<ReadOnlyMemory<char>>(field); break;
        }
    }
}
