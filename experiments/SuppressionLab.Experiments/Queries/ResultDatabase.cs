using DuckDB.NET.Data;
using SuppressionLab.Experiments.Results.Tables;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Queries;

/// <summary>The result tables of runs as views of a DuckDB database in memory; the files stay where they are.</summary>
internal sealed class ResultDatabase : IDisposable
{
    private const string FileColumn = "_file";

    private static readonly HashSet<string> s_nested = ["List", "Array", "Struct", "Map", "Union", "Variant"];

    private readonly DuckDBConnection _connection = new("Data Source=:memory:");
    private readonly List<string> _files = [];

    /// <summary>Opens the tables of runs: one view a table, with the column <c>run</c> in front.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="tables">The tables that are asked; the files of others are not looked at.</param>
    /// <exception cref="InputException">A file is damaged or of another kind.</exception>
    public ResultDatabase(IReadOnlyList<FoundRun> runs, IReadOnlyList<IResultTable> tables)
    {
        _connection.Open();
        // Nothing is fetched from anywhere; what SQL needs is in the library.
        Execute("set autoinstall_known_extensions = false");
        Execute("set autoload_known_extensions = false");
        Execute("set timezone = 'UTC'");
        Execute("create table _runs (run varchar, folder varchar)");
        using (var appender = _connection.CreateAppender("_runs"))
        {
            foreach (var run in runs)
            {
                appender.CreateRow().AppendValue(run.Name).AppendValue(run.Folder).EndRow();
            }
        }
        foreach (var table in tables)
        {
            CreateView(table, [.. runs.Select(run => run.Folder).Where(folder => File.Exists(ResultTables.PathOf(table, folder)))]);
        }
    }

    /// <summary>Opens the tables of runs that a query names; all where it names none, as <c>show tables</c>.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="sql">The query.</param>
    /// <exception cref="InputException">A file is damaged or of another kind.</exception>
    public static ResultDatabase For(IReadOnlyList<FoundRun> runs, string sql)
    {
        var named = ResultTables.All.Where(table => sql.Contains(ResultTables.ViewOf(table), StringComparison.OrdinalIgnoreCase)).ToList();
        return new ResultDatabase(runs, named.Count > 0 ? named : ResultTables.All);
    }

    /// <summary>Runs one query.</summary>
    /// <param name="sql">One SQL statement.</param>
    /// <param name="nested">The SQL function that makes a text of a list or a structure: <c>to_json</c>, or none for DuckDB's own text.</param>
    /// <param name="read">Takes the rows, and the places of columns of lists and structures, which come as text.</param>
    /// <exception cref="InputException">The SQL is wrong, or a file that it reads is damaged.</exception>
    public void Query(string sql, string nested, Action<DuckDBDataReader, IReadOnlySet<int>> read) => Guard(() =>
    {
        HashSet<int> places;
        using (var reader = Start(sql))
        {
            places = [.. Enumerable.Range(0, reader.FieldCount).Where(i => s_nested.Contains(reader.GetDataTypeName(i)))];
            if (places.Count == 0)
            {
                read(reader, places);
                return;
            }
            // The reader knows no list with a null in it, and nothing of unions; DuckDB writes all of them.
            sql = $"select * replace ({string.Join(", ", places.Select(i => Text(reader.GetName(i), nested)))}) from (\n{Bare(sql)}\n)";
        }
        using var texts = Start(sql);
        read(texts, places);
    });

    /// <summary>Writes a query's rows to a file as DuckDB writes them.</summary>
    /// <param name="sql">One <c>select</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">DuckDB's options of <c>copy</c>, for example <c>format parquet</c>.</param>
    /// <exception cref="InputException">The SQL is wrong, or a file that it reads is damaged.</exception>
    public void Copy(string sql, string path, string options) =>
        // A comment may end the statement's last line.
        Guard(() => Execute($"copy (\n{Bare(sql)}\n) to {Quote(path)} ({options})"));

    /// <summary>Closes the database; the files are untouched.</summary>
    public void Dispose() => _connection.Dispose();

    private void CreateView(IResultTable table, IReadOnlyList<string> folders)
    {
        var view = ResultTables.ViewOf(table);
        if (folders.Count == 0)
        {
            // Runs of an older version lack the table, which is no reason to fail a query that joins it.
            var columns = table.Columns.Select(column => $"null::{SqlTypes.Of(column.Type)} as \"{column.Name}\"");
            Execute($"create view {view} as select null::varchar as run, {string.Join(", ", columns)} where false");
            return;
        }
        var paths = folders.Select(folder => ResultTables.PathOf(table, folder)).ToList();
        _files.AddRange(paths);
        // One look at each file before DuckDB sees it, whose message may leave out which one it was.
        paths.ForEach(path => TableFileCheck.Check(path, table));
        Guard(() => Execute($"""
            create view {view} as select _runs.run, _rows.* exclude ({FileColumn})
            from read_parquet([{string.Join(", ", paths.Select(Quote))}], union_by_name = true, hive_partitioning = false, filename = '{FileColumn}') as _rows
            join _runs on _rows.{FileColumn} = _runs.folder || {Quote(Path.DirectorySeparatorChar + ResultTables.PathOf(table, ""))}
            """));
    }

    private DuckDBDataReader Start(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteReader();
    }

    private static string Text(string column, string function)
    {
        var name = $"\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        return $"cast({function}({name}) as varchar) as {name}";
    }

    /// <summary>A statement that can stand within another.</summary>
    private static string Bare(string sql) => sql.TrimEnd().TrimEnd(';');

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (DuckDBException error)
        {
            // DuckDB's message may leave out which file was damaged, or that it was one.
            _files.ForEach(TableFileCheck.CheckRows);
            throw new InputException(Describe(error.Message), error);
        }
    }

    /// <summary>The message's first lines, without the drawing of where it was.</summary>
    private static string Describe(string message) => string.Join(' ', message.Split('\n')
        .TakeWhile(line => !line.StartsWith("LINE ", StringComparison.Ordinal)).Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
