using Parquet;
using Parquet.Schema;
using SuppressionLab.Primitives.Files;

namespace SuppressionLab.Experiments.Results.Tables.Columns;

/// <summary>Writes rows as Parquet: Snappy, row groups of 65,536 rows, the same bytes for the same rows.</summary>
internal static class TableParquet
{
    private const int RowsAGroup = 1 << 16;

    /// <summary>Writes a file that is whole or absent; without rows it still has its columns.</summary>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; nothing is left behind.</exception>
    public static void Write<TRow>(string path, IReadOnlyList<TableColumn<TRow>> columns, IEnumerable<TRow> rows) =>
        // Parquet.Net has asynchronous methods only and never needs the caller's context.
        AtomicFile.Write(path, stream => WriteAsync(stream, columns, rows).GetAwaiter().GetResult());

    private static async Task WriteAsync<TRow>(Stream stream, IReadOnlyList<TableColumn<TRow>> columns, IEnumerable<TRow> rows)
    {
        await using var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(columns.Select(column => column.Field)), stream).ConfigureAwait(false);
        foreach (var chunk in rows.Chunk(RowsAGroup))
        {
            using var group = writer.CreateRowGroup();
            foreach (var column in columns)
            {
                await column.WriteAsync(group, chunk).ConfigureAwait(false);
            }
        }
    }
}
