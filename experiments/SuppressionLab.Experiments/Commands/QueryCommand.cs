using System.CommandLine;
using Spectre.Console;
using SuppressionLab.Experiments.Queries;
using SuppressionLab.Experiments.Results.Tables;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>query</c>: SQL over the result tables of all runs below a folder.</summary>
internal static class QueryCommand
{
    public static Command Create()
    {
        var sql = new Argument<string?>("SQL") { Description = "One statement of DuckDB's SQL, for example \"select run, count(*) from curves group by run\"", Arity = ArgumentArity.ZeroOrOne };
        var folders = new Argument<string[]>("DIR") { Description = "Folders of runs, or that hold runs; runs unless given", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<QueryFormat?>("--format") { Description = "table, csv, json or parquet; by the file's extension, else table" };
        var file = new Option<string?>("--out") { Description = "The file to write; the terminal unless given" };
        var tables = new Option<bool>("--tables") { Description = "Lists the tables and their columns instead" };
        var command = new Command("query", "Asks the result tables of all runs with SQL") { sql, folders, format, file, tables };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(tables))
            {
                output.Write(TableDocumentation.Markdown());
                return ExitCode.Success;
            }
            var text = parsed.GetValue(sql) ?? throw new InputException("query: no SQL; give a statement, or --tables for what there is");
            var path = parsed.GetValue(file);
            var chosen = FormatOf(parsed.GetValue(format), path);
            using var database = ResultDatabase.For(RunFinder.Find(parsed.GetValue(folders) is { Length: > 0 } given ? given : ["runs"]), text);
            if (path is null)
            {
                Print(database, text, chosen, output);
            }
            else
            {
                AtomicFile.Write(path, stream => Write(database, text, chosen, stream));
            }
            return ExitCode.Success;
        });
        return command;
    }

    private static QueryFormat FormatOf(QueryFormat? asked, string? path)
    {
        if (path is null && asked == QueryFormat.Parquet)
        {
            throw new InputException("--format parquet needs a file: --out FILE");
        }
        return asked ?? Path.GetExtension(path)?.ToLowerInvariant() switch
        {
            ".csv" => QueryFormat.Csv,
            ".json" => QueryFormat.Json,
            ".parquet" => QueryFormat.Parquet,
            _ => QueryFormat.Table,
        };
    }

    private static void Print(ResultDatabase database, string sql, QueryFormat format, TextWriter output)
    {
        if (format == QueryFormat.Table && ReferenceEquals(output, Console.Out) && AnsiConsole.Profile.Out.IsTerminal)
        {
            database.Query(sql, "", (reader, _) => new QueryTable(reader).Write(AnsiConsole.Console));
            return;
        }
        using var stream = new MemoryStream();
        Write(database, sql, format, stream);
        output.Write(System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }

    private static void Write(ResultDatabase database, string sql, QueryFormat format, Stream stream)
    {
        switch (format)
        {
            case QueryFormat.Json:
                database.Query(sql, "to_json", (reader, nested) => QueryJson.Write(reader, nested, stream));
                break;
            case QueryFormat.Table:
                using (var text = new StreamWriter(stream, new System.Text.UTF8Encoding(false), leaveOpen: true))
                {
                    database.Query(sql, "", (reader, _) => new QueryTable(reader).Write(text));
                }
                break;
            default:
                Copy(database, sql, format == QueryFormat.Csv ? "format csv, header true" : "format parquet", stream);
                break;
        }
    }

    /// <summary>DuckDB writes to a path; the file that was asked for is to be whole or absent.</summary>
    private static void Copy(ResultDatabase database, string sql, string options, Stream stream)
    {
        var folder = Directory.CreateTempSubdirectory("suppressionlab-");
        try
        {
            var temporary = Path.Combine(folder.FullName, "rows");
            database.Copy(sql, temporary, options);
            using var rows = File.OpenRead(temporary);
            rows.CopyTo(stream);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
