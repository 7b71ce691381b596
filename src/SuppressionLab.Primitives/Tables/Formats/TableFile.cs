using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;

namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>Reads and writes tables as CSV or Parquet, by the file's extension, a batch of rows at a time.</summary>
internal static class TableFile
{
    /// <summary>Rows a batch, which is a row group in Parquet.</summary>
    public const int BatchRows = 1 << 16;

    /// <summary>Streams the rows of a file, in the file's order.</summary>
    public static IEnumerable<TRow> Read<TRow>(string path, TableSchema<TRow> schema)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parquet = IsParquet(path);
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file");
        }
        return Rows(parquet ? ParquetFormat.Read(path, schema) : CsvFormat.Read(path, schema), schema);
    }

    /// <summary>Writes rows in the order given; the file is whole or absent.</summary>
    public static void Write<TRow>(string path, IEnumerable<TRow> rows, TableSchema<TRow> schema)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(rows);
        var parquet = IsParquet(path);
        AtomicFile.Write(path, stream =>
        {
            var batches = Batches(rows, schema);
            if (parquet)
            {
                ParquetFormat.Write(stream, batches, schema);
            }
            else
            {
                CsvFormat.Write(stream, batches, schema);
            }
        });
    }

    private static bool IsParquet(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".parquet" => true,
        ".csv" => false,
        var other => throw new InputException($"{path}: extension '{other}'; allowed: .csv, .parquet"),
    };

    private static IEnumerable<TRow> Rows<TRow>(IEnumerable<TableBatch> batches, TableSchema<TRow> schema)
    {
        foreach (var batch in batches)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                yield return schema.Load(batch, i);
            }
        }
    }

    private static IEnumerable<TableBatch> Batches<TRow>(IEnumerable<TRow> rows, TableSchema<TRow> schema)
    {
        var batch = new TableBatch(schema.Columns, BatchRows);
        foreach (var row in rows)
        {
            schema.Store(row, batch, batch.Count++);
            if (batch.Count == batch.Capacity)
            {
                yield return batch;
                batch.Count = 0;
            }
        }
        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
