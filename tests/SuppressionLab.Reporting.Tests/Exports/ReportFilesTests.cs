using SuppressionLab.Primitives.Files;
using SuppressionLab.Reporting.Exports;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Tests.Exports;

[TestClass]
public sealed class ReportFilesTests
{
    [TestMethod]
    public void Every_figure_and_table_has_its_files_and_nothing_else_is_there()
    {
        using var folder = new TemporaryFolder();
        var written = ReportFiles.Write(DemoReport.Report, folder.Path);
        var items = DemoReport.Report.Sections.SelectMany(section => section.Items).ToList();
        var expected = items.OfType<Figure>().SelectMany(f => new[] { $"figures/{f.Id}.svg", $"figures/{f.Id}.png" })
            .Concat(items.OfType<Table>().SelectMany(t => new[] { $"report-tables/{t.Id}.csv", $"report-tables/{t.Id}.tex" }));
        CollectionAssert.AreEquivalent(expected.ToList(), written.ToList());
        CollectionAssert.AreEquivalent(expected.ToList(), Files(folder.Path).Keys.ToList());
        StringAssert.StartsWith(File.ReadAllText(Path.Combine(folder.Path, "report-tables", "costs.csv")), "method,tokens (millions),time (s),");
        StringAssert.StartsWith(File.ReadAllText(Path.Combine(folder.Path, "report-tables", "costs.tex")), $"% {DemoReport.Report.Stamp}\n");
    }

    [TestMethod]
    public void Writing_again_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        ReportFiles.Write(DemoReport.Report, folder.Path);
        var first = Files(folder.Path);
        ReportFiles.Write(DemoReport.Report, folder.Path);
        var second = Files(folder.Path);
        foreach (var (name, hash) in first)
        {
            Assert.AreEqual(hash, second[name], name);
        }
    }

    private static Dictionary<string, string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), ContentHash.OfFile);
}
