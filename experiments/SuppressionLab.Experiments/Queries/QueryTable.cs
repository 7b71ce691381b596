using System.Data.Common;
using Spectre.Console;

namespace SuppressionLab.Experiments.Queries;

/// <summary>A query's rows as a table for people: with rules in a terminal, aligned plainly elsewhere.</summary>
internal sealed class QueryTable
{
    private readonly List<(string Name, bool IsNumber)> _columns;
    private readonly List<string[]> _rows = [];

    /// <summary>Reads all rows.</summary>
    /// <param name="reader">The rows; lists and structures as text.</param>
    public QueryTable(DbDataReader reader)
    {
        _columns = [.. Enumerable.Range(0, reader.FieldCount).Select(i => (reader.GetName(i), CellText.IsNumber(reader.GetFieldType(i))))];
        while (reader.Read())
        {
            _rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => CellText.Of(reader.IsDBNull(i) ? null : reader.GetValue(i)))]);
        }
    }

    private string Count => _rows.Count == 1 ? "1 row" : $"{_rows.Count:N0} rows";

    /// <summary>Writes the table into a terminal.</summary>
    public void Write(IAnsiConsole console)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var (name, isNumber) in _columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(name)) { Alignment = isNumber ? Justify.Right : Justify.Left });
        }
        foreach (var row in _rows)
        {
            table.AddRow(row.Select(Markup.Escape).ToArray());
        }
        console.Write(table);
        console.WriteLine(Count);
    }

    /// <summary>Writes the table as plain text.</summary>
    public void Write(TextWriter output)
    {
        var widths = _columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(column.Name.Length).Max()).ToArray();
        foreach (var row in _rows.Prepend([.. _columns.Select(column => column.Name)]))
        {
            output.WriteLine(string.Join("  ", row.Select((cell, i) =>
                _columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
        }
        output.WriteLine($"({Count})");
    }
}
