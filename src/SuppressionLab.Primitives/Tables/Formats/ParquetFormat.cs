using Parquet;
using Parquet.Schema;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>
/// Tables as Parquet: one row group a batch, Snappy, 32-bit integers for indices, no nulls. Readers take any integer
/// or floating type, nulls where a default exists, and row groups of up to 2²⁴ rows.
/// </summary>
internal static class ParquetFormat
{
    private const long MaximumGroupRows = 1L << 24;

    /// <summary>Streams the rows of a file, one batch a row group.</summary>
    public static IEnumerable<TableBatch> Read<TRow>(string path, TableSchema<TRow> schema)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var reader = Guard(path, () => Wait(ParquetReader.CreateAsync(stream)));
        try
        {
            var fields = Guard(path, () => LocateFields(reader, schema, path));
            var rowsBefore = 0L;
            for (var group = 0; group < reader.RowGroupCount; group++)
            {
                var batch = Guard(path, () => ReadGroup(reader, group, fields, schema, path, rowsBefore));
                rowsBefore += batch.Count;
                yield return batch;
            }
        }
        finally
        {
            Wait(reader.DisposeAsync());
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
            Wait(writer.DisposeAsync());
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

    private static DataField?[] LocateFields<TRow>(ParquetReader reader, TableSchema<TRow> schema, string path)
    {
        var fields = reader.Schema.Fields;
        var places = schema.Locate([.. fields.Select(field => field.Name)], path);
        return [.. places.Select((place, i) => place < 0
            ? null
            : fields[place] is DataField { IsArray: false } field
                ? field
                : throw new InputException($"{path}, column {schema.Columns[i].Name}: nested; allowed: {schema.Columns[i].Allowed()}"))];
    }

    private static TableBatch ReadGroup<TRow>(
        ParquetReader reader, int index, DataField?[] fields, TableSchema<TRow> schema, string path, long rowsBefore)
    {
        using var group = reader.OpenRowGroupReader(index);
        var rows = group.RowCount;
        if (rows is < 0 or > MaximumGroupRows)
        {
            throw new InputException($"{path}: a row group of {rows} rows; allowed: 0 to {MaximumGroupRows}");
        }
        var batch = new TableBatch(schema.Columns, (int)rows) { Count = (int)rows };
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i] is { } field && group.GetMetadata(field)?.MetaData?.NumValues is { } values && values != rows)
            {
                throw new InputException($"{path}, column {field.Name}: {values} values in a row group of {rows} rows; the file is damaged");
            }
            ParquetColumnReader.Read(group, fields[i], schema.Columns[i], batch, i, row => $"{path}, row {rowsBefore + row + 1}");
        }
        return batch;
    }

    /// <summary>Whatever the parser stumbles over in a damaged file is the file's fault, and said so.</summary>
    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is not InputException)
        {
            throw new InputException($"{path}: not a whole Parquet file of flat columns (truncated, damaged or of another kind)", error);
        }
    }

    /// <summary>Waits; Parquet.Net has asynchronous methods only and never needs the caller's context.</summary>
    internal static void Wait(Task task) => task.GetAwaiter().GetResult();

    internal static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
