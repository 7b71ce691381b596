using System.Globalization;
using System.Text;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>Tables as CSV: UTF-8, a header line, line feeds, doubles in their shortest round-trip form.</summary>
internal static class CsvFormat
{
    /// <summary>Streams the rows of a file; each batch is valid until the next is asked for.</summary>
    public static IEnumerable<TableBatch> Read<TRow>(string path, TableSchema<TRow> schema)
    {
        using var text = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: false), true, 1 << 16);
        var reader = new CsvReader(text, path);
        if (!reader.Read())
        {
            throw new InputException($"{path}: empty; a header line with column names is required");
        }
        var names = Enumerable.Range(0, reader.Count).Select(i => reader.Field(i).Trim().ToString()).ToArray();
        var places = schema.Locate(names, path);
        var batch = new TableBatch(schema.Columns, TableFile.BatchRows);
        var lastTexts = new string[schema.Columns.Count];
        while (reader.Read())
        {
            if (reader.Count != names.Length)
            {
                throw new InputException(
                    $"{path}, line {reader.Line}: {reader.Count} fields; the header has {names.Length}");
            }
            for (var i = 0; i < places.Length; i++)
            {
                var field = places[i] < 0 ? default : reader.Field(places[i]);
                ReadCell(schema.Columns[i], field, batch, i, lastTexts, path, reader.Line);
            }
            if (++batch.Count == batch.Capacity)
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

    /// <summary>Writes a header and the rows of batches.</summary>
    public static void Write<TRow>(Stream stream, IEnumerable<TableBatch> batches, TableSchema<TRow> schema)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine(string.Join(',', schema.Columns.Select(column => Quote(column.Name))));
        foreach (var batch in batches)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                WriteRow(text, batch, row, schema.Columns);
            }
        }
    }

    /// <summary>A text as a CSV field (RFC 4180).</summary>
    public static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 && text.Trim().Length == text.Length
            ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static void WriteRow(StreamWriter text, TableBatch batch, int row, IReadOnlyList<TableColumn> columns)
    {
        Span<char> cell = stackalloc char[32];
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0)
            {
                text.Write(',');
            }
            var length = 0;
            switch (columns[i].Kind)
            {
                case ColumnKind.Text: text.Write(Quote(batch.Texts(i)[row])); break;
                case ColumnKind.Flag: text.Write(batch.Flags(i)[row] ? "true" : "false"); break;
                case ColumnKind.Integer: batch.Integers(i)[row].TryFormat(cell, out length, default, CultureInfo.InvariantCulture); break;
                default: batch.Numbers(i)[row].TryFormat(cell, out length, default, CultureInfo.InvariantCulture); break;
            }
            text.Write(cell[..length]);
        }
        text.Write('\n');
    }

    private static void ReadCell(
        TableColumn column, ReadOnlySpan<char> field, TableBatch batch, int index, string[] lastTexts, string path, long line)
    {
        var content = column.Kind == ColumnKind.Text ? field : field.Trim();
        if (content.IsEmpty)
        {
            if (column.Required)
            {
                throw column.RefuseMissing($"{path}, line {line}");
            }
            batch.SetDefault(index, batch.Count, column);
        }
        else if (!TryStore(column, content, batch, index, lastTexts))
        {
            throw column.Refuse($"{path}, line {line}", content.ToString());
        }
    }

    private static bool TryStore(
        TableColumn column, ReadOnlySpan<char> content, TableBatch batch, int index, string[] lastTexts)
    {
        switch (column.Kind)
        {
            case ColumnKind.Text:
                // Neighbouring rows mostly repeat their labels: one string for all of them.
                if (!content.SequenceEqual(lastTexts[index]))
                {
                    lastTexts[index] = content.ToString();
                }
                batch.Texts(index)[batch.Count] = lastTexts[index];
                return true;
            case ColumnKind.Flag:
                return TextCell.TryParseFlag(content, out batch.Flags(index)[batch.Count]);
            case ColumnKind.Integer:
                return TextCell.TryParseInteger(column, content, out batch.Integers(index)[batch.Count]);
            default:
                ref var number = ref batch.Numbers(index)[batch.Count];
                return TextCell.TryParseNumber(content, out number) && column.Accepts(number);
        }
    }
}
