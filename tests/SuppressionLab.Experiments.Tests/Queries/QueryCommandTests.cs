using System.Text.Json.Nodes;

namespace SuppressionLab.Experiments.Tests.Queries;

[TestClass]
public sealed class QueryCommandTests
{
    [TestMethod]
    public void All_runs_below_a_folder_are_asked_at_once()
    {
        using var folder = new TemporaryFolder();
        FinishedRun.CopyTables(folder.File("sweep/one"));
        FinishedRun.CopyTables(folder.File("two"));
        var result = Query("select run, count(*) as points from curves group by run order by run", folder.Path);
        Assert.AreEqual(0, result.Code, result.Error);
        var points = Duck.Table(FinishedRun.Folder, "curves", "count(*) as n").Single()["n"];
        CollectionAssert.AreEqual(
            new[] { "run  points", $"one     {points}", $"two     {points}", "(2 rows)" }, result.Output.TrimEnd().ReplaceLineEndings("\n").Split('\n'));
    }

    [TestMethod]
    public void A_single_run_is_asked_by_its_folder_and_runs_of_one_name_by_their_paths()
    {
        using var folder = new TemporaryFolder();
        var (a, b) = (FinishedRun.CopyTables(folder.File("a/run")), FinishedRun.CopyTables(folder.File("b/run")));
        StringAssert.Contains(Query("select distinct run from timings", a).Output, "run");
        var both = Query("select distinct run from timings order by all", folder.Path, "--format", "json");
        CollectionAssert.AreEqual(new[] { a, b }, JsonNode.Parse(both.Output)!.AsArray().Select(row => row!["run"]!.GetValue<string>()).ToArray());
        var twice = Query("select count(distinct run) as n from timings", a, a, folder.File("a"), "--format", "csv");
        Assert.AreEqual("n\n1\n", twice.Output, "a run that is found twice counts once");
    }

    [TestMethod]
    public void Columns_that_a_run_of_another_version_lacks_are_null()
    {
        using var folder = new TemporaryFolder();
        var (now, older) = (FinishedRun.CopyTables(folder.File("now")), FinishedRun.CopyTables(folder.File("older")));
        File.Delete(Path.Combine(older, "tables", "losses.parquet"));
        File.Delete(Path.Combine(older, "tables", "SHA256SUMS"));
        Duck.Rows($"copy (select * exclude (accuracy) from '{Path.Combine(now, "tables", "curves.parquet")}') to '{Path.Combine(older, "tables", "curves.parquet")}' (format parquet)");
        var result = Query("select run, count(accuracy) > 0 as known from curves group by run order by run", folder.Path, "--format", "csv");
        Assert.AreEqual("run,known\nnow,true\nolder,false\n", result.Output, result.Error);
        Assert.AreEqual("n\n0\n", Query("select count(loss) as n from losses", older, "--format", "csv").Output);
    }

    [TestMethod]
    [DataRow("selec 1", "syntax error")]
    [DataRow("select * from nothing", "nothing does not exist")]
    [DataRow("select nothing from curves", "nothing")]
    [DataRow("select 1 / 'a'", "Could not convert")]
    [DataRow("", "")]
    public void Wrong_sql_ends_with_2_and_one_line(string sql, string said)
    {
        foreach (var format in new[] { "table", "csv", "json" })
        {
            var result = Query(sql, FinishedRun.Folder, "--format", format);
            Assert.AreEqual(2, result.Code, result.Error);
            Assert.AreEqual(1, result.Error.TrimEnd().Split('\n').Length, result.Error);
            StringAssert.Contains(result.Error, said);
            Assert.AreEqual("", result.Output);
        }
    }

    [TestMethod]
    public void A_folder_without_runs_or_none_at_all_is_refused()
    {
        using var folder = new TemporaryFolder();
        foreach (var (path, said) in new[] { (folder.Path, "no run with result tables"), (folder.File("none"), "no such folder") })
        {
            var result = Query("select 1", path);
            Assert.AreEqual(2, result.Code);
            StringAssert.Contains(result.Error, said);
            StringAssert.Contains(result.Error, path);
        }
        Assert.AreEqual(2, CommandResult.Of("query").Code);
        Assert.AreEqual(2, Query("select 1", FinishedRun.Folder, "--format", "parquet").Code, "it needs a file");
    }

    [TestMethod]
    public void Damaged_and_foreign_files_are_named()
    {
        using var folder = new TemporaryFolder();
        var run = FinishedRun.CopyTables(folder.File("run"));
        var file = Path.Combine(run, "tables", "curves.parquet");
        var whole = File.ReadAllBytes(file);
        var damages = new (string Name, byte[] Bytes)[]
        {
            ("truncated", whole[..(whole.Length / 2)]),
            ("empty", []),
            ("text", "run,model\n"u8.ToArray()),
            ("a bit in the footer", Flipped(whole, whole.Length - 40)),
            ("a bit in the rows", Flipped(whole, whole.Length / 2)),
            ("another table", File.ReadAllBytes(PromptScores())),
        };
        foreach (var (name, bytes) in damages)
        {
            File.WriteAllBytes(file, bytes);
            Assert.AreEqual(0, Query("select count(*) from losses", folder.Path).Code, "another table is sound");
            var result = Query("select count(*) from curves", folder.Path);
            Assert.AreEqual(2, result.Code, $"{name}: {result.Output}");
            StringAssert.Contains(result.Error, file, name);
            Assert.AreEqual(1, result.Error.TrimEnd().Split('\n').Length, name);
        }
    }

    [TestMethod]
    [DataRow("seed=9")]
    [DataRow("a[1]")]
    public void A_folders_name_does_not_change_its_rows(string name)
    {
        using var folder = new TemporaryFolder();
        FinishedRun.CopyTables(folder.File(name));
        var result = Query("select distinct run, seed from curves", folder.Path, "--format", "csv");
        Assert.AreEqual(0, result.Code, result.Error);
        Assert.AreEqual($"run,seed\n{name},1\n", result.Output.ReplaceLineEndings("\n"));
    }

    [TestMethod]
    public void A_file_whose_rows_are_damaged_is_named_when_they_are_read()
    {
        using var folder = new TemporaryFolder();
        FinishedRun.CopyTables(folder.File("sound"));
        var file = Path.Combine(FinishedRun.CopyTables(folder.File("damaged")), "tables", "curves.parquet");
        var bytes = File.ReadAllBytes(file);
        File.Delete(Path.Combine(Path.GetDirectoryName(file)!, "SHA256SUMS"));
        // The first pages, which are behind the four bytes that say what the file is.
        bytes.AsSpan(4, 400).Fill(0xff);
        File.WriteAllBytes(file, bytes);
        var result = Query("select model, count(*) from curves group by model", folder.Path);
        Assert.AreEqual(2, result.Code, result.Output);
        StringAssert.Contains(result.Error, file);
    }

    [TestMethod]
    public void Files_are_written_by_their_extension_and_whole_or_not_at_all()
    {
        using var folder = new TemporaryFolder();
        const string Sql = "select seed, loss, evaluationLoss, model from losses order by stage, step; ";
        foreach (var name in new[] { "l.csv", "l.json", "l.parquet", "l.txt" })
        {
            var result = Query(Sql, FinishedRun.Folder, "--out", folder.File(name));
            Assert.AreEqual(0, result.Code, result.Error);
            Assert.AreEqual("", result.Output);
        }
        var expected = Duck.Rows($"select seed, loss, evaluationLoss, model from '{FinishedRun.File("tables/losses.parquet")}' order by stage, step");
        foreach (var read in new[] { "l.csv", "l.parquet", "l.json" })
        {
            var rows = Duck.Rows($"select seed, loss::double as loss, evaluationLoss::double as evaluationLoss, model from '{folder.File(read)}'");
            CollectionAssert.AreEqual(expected.Select(row => string.Join('|', row.Values)).ToArray(), rows.Select(row => string.Join('|', row.Values)).ToArray(), read);
        }
        StringAssert.Contains(File.ReadAllText(folder.File("l.txt")), $"({expected.Count} rows)");
        Assert.AreEqual(2, Query("select nothing", FinishedRun.Folder, "--out", folder.File("none.parquet")).Code);
        Assert.IsFalse(File.Exists(folder.File("none.parquet")));
        Assert.HasCount(4, Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public void Json_is_json_whatever_the_values_are()
    {
        var result = Query("""
            select 'nan'::double as a, '-inf'::double as b, 1.5 as c, 170141183460469231731687303715884105727 as d, [1, null] as e,
            {'x': 'ü"'} as f, null as g, true as h, timestamptz '2026-01-02 03:04:05Z' as i, date '2026-01-02' as j, [1, 'nan'::double] as k -- the end
            """, FinishedRun.Folder, "--format", "json");
        Assert.AreEqual(0, result.Code, result.Error);
        Assert.AreEqual(
            """{"a":null,"b":null,"c":1.5,"d":170141183460469231731687303715884105727,"e":[1,null],"f":{"x":"ü\""},"g":null,"h":true,"i":"2026-01-02T03:04:05.000000Z","j":"2026-01-02","k":"[1.0,NaN]"}""",
            result.Output.ReplaceLineEndings("\n").Split('\n')[1]);
        Assert.AreEqual("[\n]\n", Query("select 1 where false", FinishedRun.Folder, "--format", "json").Output);
    }

    [TestMethod]
    public void Lists_and_what_there_is_can_be_shown()
    {
        StringAssert.Contains(Query("select [1, null] as list, {'a': 'x'} as pair", FinishedRun.Folder).Output, "[1, NULL]  {'a': x}");
        StringAssert.Contains(Query("show tables", FinishedRun.Folder).Output, "verdict_parameters");
        StringAssert.Contains(Query("describe curves", FinishedRun.Folder, "--format", "json").Output, "\"probability\"");
    }

    [TestMethod]
    public void The_tables_are_listed_with_their_columns()
    {
        var result = CommandResult.Of("query", "--tables");
        Assert.AreEqual(0, result.Code);
        StringAssert.Contains(result.Output, "## fit_parameters");
        StringAssert.Contains(result.Output, "| `planHash` | text |");
    }

    private static CommandResult Query(string sql, params string[] rest) => CommandResult.Of(["query", sql, .. rest]);

    private static string PromptScores() =>
        Directory.EnumerateFiles(FinishedRun.File("artefacts"), "prompt-scores.parquet", SearchOption.AllDirectories).First();

    private static byte[] Flipped(byte[] bytes, int at)
    {
        var copy = (byte[])bytes.Clone();
        copy[at] ^= 1;
        return copy;
    }
}
