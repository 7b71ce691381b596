using System.Text;
using SuppressionLab.Experiments.Results.Tables.Columns;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>The documentation of the result tables, from the tables themselves: <c>query --tables</c> and TABLES.md.</summary>
internal static class TableDocumentation
{
    /// <summary>All tables as Markdown.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder();
        text.Append("# Result tables\n\n");
        text.Append("Every run leaves these Parquet files in the folder `tables` of its own folder. `suppressionlab query \"select …\" [DIR…]` reads\n");
        text.Append("them over all runs below a folder, each as a view of the file's name (`_` for `-`) with one more column in front, `run`, the\n");
        text.Append("folder of the run. This text is `suppressionlab query --tables`.\n\n");
        text.Append("A column keeps its name, type and meaning; later versions only add columns. Text is UTF-8, integers have 64 bits, numbers are\n");
        text.Append("doubles that may be infinite but are never NaN: what is not known is null. Two runs of one plan on one machine give the same\n");
        text.Append($"rows in the same order, but for `{string.Join("`, `", RowProvenance.Measured)}`, `timings.attempts` and `timings.completedUtc`.\n");
        foreach (var table in ResultTables.All)
        {
            text.Append($"\n## {ResultTables.ViewOf(table)}\n\n`{ResultTables.FolderName}/{table.Name}{ResultTables.Extension}`: {table.Row}.\n\n");
            Append(text, table.Columns.Take(table.Columns.Count - Common.Count));
        }
        text.Append("\n## Columns of every table\n\nWhere the row came from; the last columns of each table.\n\n");
        Append(text, Common);
        return text.ToString();
    }

    private static IReadOnlyList<ResultColumn> Common { get; } = [.. RowProvenance.Columns<object>().Select(column => column.Description)];

    private static void Append(StringBuilder text, IEnumerable<ResultColumn> columns)
    {
        text.Append("| column | type | unit | meaning | null when |\n| --- | --- | --- | --- | --- |\n");
        foreach (var column in columns)
        {
            text.Append($"| `{column.Name}` | {column.Type.ToString().ToLowerInvariant()} | {column.Unit} | {column.Meaning} | {column.NullWhen ?? "never"} |\n");
        }
    }
}
