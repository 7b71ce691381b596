using System.Globalization;
using System.Text;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Tables;

/// <summary>
/// Writes tables as CSV (RFC 4180, UTF-8, line feeds). Numbers keep full precision whatever their format; a column that
/// holds estimates is followed by one named <c>… (standard error)</c>, or two named <c>… (low)</c> and <c>… (high)</c>; an
/// unknown number is an empty field.
/// </summary>
public static class CsvTableWriter
{
    /// <summary>Writes a file; whole or absent.</summary>
    /// <exception cref="ArgumentException">A row has not one cell a column.</exception>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public static void Write(Table table, string path) => AtomicFile.WriteText(path, Format(table));

    /// <summary>The text of the file.</summary>
    /// <exception cref="ArgumentException">A row has not one cell a column.</exception>
    public static string Format(Table table)
    {
        TableChecks.Check(table);
        var parts = Enumerable.Range(0, table.Columns.Count).Select(i => Parts([.. table.Rows.Select(row => row[i])])).ToArray();
        var text = new StringBuilder();
        AppendRow(text, table.Columns.SelectMany((column, i) =>
            parts[i].Select(part => $"{column.FullName} ({part.Name})").Prepend(column.FullName)));
        foreach (var row in table.Rows)
        {
            AppendRow(text, row.SelectMany((cell, i) => parts[i].Select(part => Number(part.Read(cell))).Prepend(Value(cell))));
        }
        return text.ToString();
    }

    /// <summary>What a column's cells have besides their values.</summary>
    private static (string Name, Func<Cell, double?> Read)[] Parts(Cell[] cells) =>
    [
        .. cells.Any(cell => cell.StandardError is not null)
            ? new (string, Func<Cell, double?>)[] { ("standard error", cell => cell.StandardError) } : [],
        .. cells.Any(cell => cell.Low is not null)
            ? new (string, Func<Cell, double?>)[] { ("low", cell => cell.Low), ("high", cell => cell.High) } : [],
    ];

    private static void AppendRow(StringBuilder text, IEnumerable<string> fields) =>
        text.AppendJoin(',', fields.Select(Quote)).Append('\n');

    private static string Value(Cell cell) => cell.Content ?? Number(cell.Value);

    private static string Number(double? value) =>
        value is null or double.NaN ? "" : value.Value.ToString(CultureInfo.InvariantCulture);

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 && field.Trim().Length == field.Length
            ? field
            : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
