using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Sections;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Tests.Sections;

[TestClass]
public sealed class ReportBuilderTests
{
    [TestMethod]
    public void Where_the_numbers_come_from_is_said_in_full_and_below_every_figure()
    {
        var results = Load(RunFailures.None);
        var report = ReportBuilder.Build(results);
        StringAssert.Contains(report.Stamp, results.Plan.Hash[..8]);
        var facts = Find(report, "provenance").Rows.ToDictionary(row => row[0].Content!, row => row[1].Content!);
        Assert.AreEqual(results.Plan.Hash, facts["plan hash"]);
        Assert.AreEqual("cpu", facts["device"]);
        Assert.IsTrue(facts["suppressionlab"].Length > 0 && facts["machine"] == System.Environment.MachineName);
        CollectionAssert.Contains(Find(report, "packages").Rows.Select(row => row[0].Content).ToList(), "TorchSharp");
        var times = Find(report, "times");
        Assert.AreEqual(results.Manifests.Sum(item => item.Manifest.Cost.WallSeconds), times.Rows[^1][2].Value!.Value, 1e-9);
        Assert.AreEqual(results.Manifests.Sum(item => item.Manifest.Cost.CpuSeconds), times.Rows.SkipLast(1).Sum(row => row[3].Value!.Value), 1e-9);
        Assert.AreEqual(results.Manifests.Count, times.Rows[^1][1].Value);
        Assert.IsFalse(report.Sections.Any(section => section.Title == "What failed"));
    }

    [TestMethod]
    public void What_failed_is_said_after_the_verdict_and_stands_first()
    {
        var failures = new RunFailures(
            [new FailureRecord("suppression", "suppress tiny by dpo (seed 2)", "00", "non-finite-loss", "the loss is NaN at step 3", 1, ["tiny, dpo, seed 2"])],
            ["tiny, dpo, seed 2"]);
        var report = ReportBuilder.Build(Load(failures));
        Assert.AreEqual(Tone.Bad, report.Verdicts[1].Tone);
        StringAssert.Contains(report.Verdicts[1].Details, "tiny, dpo, seed 2");
        Assert.AreEqual("What failed", report.Sections[0].Title);
        CollectionAssert.AreEqual(
            new[] { "suppress tiny by dpo (seed 2)", "tiny, dpo, seed 2", "non-finite-loss", "the loss is NaN at step 3" },
            Find(report, "failures").Rows.Single().Take(4).Select(cell => cell.Content).ToList());
    }

    [TestMethod]
    public void A_run_leaves_every_figure_and_table_of_its_report_as_files()
    {
        var items = ReportBuilder.Build(Load(RunFailures.None)).Sections.SelectMany(section => section.Items).ToList();
        foreach (var item in items)
        {
            foreach (var path in item is Figure ? new[] { $"figures/{item.Id}.svg", $"figures/{item.Id}.png" } : [$"report-tables/{item.Id}.csv", $"report-tables/{item.Id}.tex"])
            {
                Assert.IsGreaterThan(0, new FileInfo(FinishedRun.File(path)).Length, path);
            }
        }
    }

    private static Table Find(Report report, string id) => report.Sections.SelectMany(section => section.Items).OfType<Table>().Single(table => table.Id == id);

    private static RunResults Load(RunFailures failures)
    {
        var run = RunFolder.Open(FinishedRun.Folder, out var plan);
        return RunResults.Load(run.Store, PlanExpander.Expand(plan), failures);
    }
}
