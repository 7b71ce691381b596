using Parquet;
using Parquet.Schema;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Parquet;

namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>
/// Tables as Parquet: one row group a batch, Snappy, 32-bit integers for indices, no nulls. Readers take any integer
/// or floating type, nulls where a default exists, and row groups of up to 2²⁴ rows.
/// </summary>
internal static class ParquetFormat
{
    /// <summary>Streams the rows of a file, one batch a row group.</summary>
    public static IEnumerable<TableBatch> Read<TRow>(string path, TableSchema<TRow> schema)
    {
        using var file = ParquetFile.Open(path);
        var fields = LocateFields(file, schema);
        var rowsBefore = 0L;
        foreach (var group in file.Groups())
        {
            var batch = new TableBatch(schema.Columns, group.RowCount) { Count = group.RowCount };
            for (var i = 0; i < fields.Length; i++)
            {
                var before = rowsBefore;
                ParquetColumnReader.Read(group, fields[i], schema.Columns[i], batch, i, row => $"{path}, row {before + row + 1}");
            }
            rowsBefore += batch.Count;
            yield return batch;
        }
    }

    /// <summary>Writes the rows of batches, one row group each.</summary>
    public static void Write<TRow>(Stream stream, IEnumerable<TableBatch> batches, TableSchema<TRow> schema)
    {
        var fields = schema.Columns.Select(NewField).ToArray();
        var writer = Wait(ParquetWriter.CreateAsync(new ParquetSchema(fields), stream));
        try
        {
            foreach (var batch in batches)
            {
                using var group = writer.CreateRowGroup();
                for (var i = 0; i < fields.Length; i++)
                {
                    WriteColumn(group, fields[i], schema.Columns[i], batch, i);
                }
            }
        }
        finally
        {
            Wait(writer.DisposeAsync().AsTask());
        }
    }

    private static DataField NewField(TableColumn column) => column.Kind switch
    {
        ColumnKind.Text => new DataField(column.Name, typeof(string), isNullable: false),
        ColumnKind.Flag => new DataField(column.Name, typeof(bool), isNullable: false),
        ColumnKind.Number => new DataField(column.Name, typeof(double), isNullable: false),
        _ => new DataField(column.Name, column.Narrow ? typeof(int) : typeof(long), isNullable: false),
    };

    private static void WriteColumn(
        ParquetRowGroupWriter group, DataField field, TableColumn column, TableBatch batch, int index)
    {
        var count = batch.Count;
        Wait(column.Kind switch
        {
            ColumnKind.Text => group.WriteAsync(field, new ArraySegment<string>(batch.Texts(index), 0, count)),
            ColumnKind.Flag => group.WriteAsync<bool>(field, batch.Flags(index).AsMemory(0, count)),
            ColumnKind.Number => group.WriteAsync<double>(field, batch.Numbers(index).AsMemory(0, count)),
            _ when column.Narrow => group.WriteAsync<int>(
                field, Array.ConvertAll(batch.Integers(index)[..count], checked(value => (int)value)).AsMemory()),
            _ => group.WriteAsync<long>(field, batch.Integers(index).AsMemory(0, count)),
        });
    }

    private static DataField?[] LocateFields<TRow>(ParquetFile file, TableSchema<TRow> schema)
    {
        var fields = file.Schema.Fields;
        var places = schema.Locate([.. fields.Select(field => field.Name)], file.Path);
        return [.. places.Select((place, i) => place < 0
            ? null
            : fields[place] is DataField { MaxRepetitionLevel: 0 } field
                ? field
                : throw new InputException(
                    $"{file.Path}, column {schema.Columns[i].Name}: nested; allowed: {schema.Columns[i].Allowed()}"))];
    }

    /// <summary>Waits; Parquet.Net has asynchronous methods only and never needs the caller's context.</summary>
    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
