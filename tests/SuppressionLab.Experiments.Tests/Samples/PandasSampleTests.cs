using System.ComponentModel;
using SuppressionLab.Experiments.Results.Tables;
using SuppressionLab.Experiments.Tests.Queries;

namespace SuppressionLab.Experiments.Tests.Samples;

/// <summary>The example for pandas, as far as the machine has Python: with its packages, without a Parquet engine, or not at all.</summary>
[TestClass]
public sealed class PandasSampleTests
{
    private static readonly string s_script = Path.Combine(Repository.Root, "experiments", "samples", "pandas", "read_tables.py");

    // Pandas has no Parquet engine of its own; where none is installed the same tables are read as CSV.
    private const string Harness = """
        import runpy, sys
        import pandas
        try:
            import pyarrow
        except ImportError:
            pandas.read_parquet = lambda file: pandas.read_csv(str(file).replace(".parquet", ".csv"))
        sys.argv = sys.argv[1:]
        runpy.run_path(sys.argv[0], run_name="__main__")
        """;

    [TestMethod]
    public void It_compiles()
    {
        using var folder = new TemporaryFolder();
        var result = Python("-c", $"import py_compile; py_compile.compile(r'{s_script}', cfile=r'{folder.File("compiled")}', doraise=True)");
        Assert.AreEqual(0, result.Code, result.Output);
    }

    [TestMethod]
    public void It_prints_what_the_tables_say()
    {
        if (Python("-c", "import pandas").Code != 0)
        {
            Assert.Inconclusive("this Python has no pandas");
        }
        using var folder = new TemporaryFolder();
        var tables = Path.Combine(FinishedRun.CopyTables(folder.File("my-run")), "tables");
        foreach (var table in ResultTables.All)
        {
            Duck.Rows($"copy (from '{Path.Combine(tables, table.Name)}.parquet') to '{Path.Combine(tables, table.Name)}.csv'");
        }
        var result = Python("-c", Harness, s_script, folder.Path);
        Assert.AreEqual(0, result.Code, result.Output);
        var probability = (double)Duck.Table(
            FinishedRun.Folder, "curves where isSuppressed and isFinal and shots = 4 and amount = 8", "avg(probability) as p").Single()["p"]!;
        var line = result.Output.Split('\n').First(line => line.Contains(" 8.0 ", StringComparison.Ordinal));
        Assert.AreEqual(probability, double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], System.Globalization.CultureInfo.InvariantCulture), 1e-6, line);
        StringAssert.Contains(result.Output, "pretraining");
    }

    private static ProcessResult Python(params string[] arguments)
    {
        // The system's own may have packages that another on the path lacks.
        foreach (var python in new[] { "/usr/bin/python3", "python3", "python" })
        {
            try
            {
                return ProcessResult.Of(python, Repository.Root, arguments);
            }
            catch (Win32Exception)
            {
                // The next name.
            }
        }
        Assert.Inconclusive("no Python here");
        throw new InvalidOperationException();
    }
}
