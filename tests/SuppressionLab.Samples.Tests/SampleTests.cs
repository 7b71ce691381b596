using System.Globalization;
using System.Text.RegularExpressions;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Tests.Shared;

namespace SuppressionLab.Samples.Tests;

/// <summary>Each sample runs, shortly, and prints and writes what it promises.</summary>
[TestClass]
public sealed partial class SampleTests
{
    [TestMethod]
    public void Every_sample_reads_on_one_page()
    {
        var samples = Directory.GetDirectories(Repository.At("experiments/samples")).Where(f => File.Exists(Path.Combine(f, "Program.cs")));
        Assert.IsGreaterThan(4, samples.Count());
        foreach (var sample in samples)
        {
            var source = Sample.Source(Path.GetFileName(sample));
            Assert.IsLessThan(80, source.Split('\n').Length, sample);
            StringAssert.StartsWith(source, "// ");
        }
    }

    [TestMethod]
    public void The_pipeline_trains_suppresses_fits_saves_and_predicts()
    {
        using var folder = new TemporaryFolder();
        var output = Sample.Run(folder, "ComposeAPipeline", "12").Output;
        var prior = Numbers(Line(output, "prior after suppression"));
        Assert.HasCount(3, prior);
        Assert.AreEqual(1, prior.Sum(), 0.002);
        Assert.HasCount(3, output.Split('\n').Where(l => l.StartsWith("behaviour ", StringComparison.Ordinal)));
        Assert.IsTrue(Numbers(Line(output, "the first prompt's labels")).Take(2).All(p => p is > 0 and < 1), output);
        Assert.IsGreaterThan(100_000, new FileInfo(folder.File("scorer.zip")).Length);
    }

    [TestMethod]
    public void The_comparison_shows_three_models_curves_and_what_changed()
    {
        using var folder = new TemporaryFolder();
        var output = Sample.Run(folder, "CompareSuppressionAmounts", "12").Output;
        foreach (var start in new[] { "before:", "after 64 documents:", "after 512 documents:" })
        {
            var weights = Numbers(Line(output, start).Split("prior")[1].Split(';')[0]).Where((_, i) => i % 2 == 0).ToArray();
            Assert.HasCount(3, weights);
            Assert.AreEqual(1, weights.Sum(), 0.02, output);
        }

        // What is printed is what the curves say: the change of the mean over the same prompts.
        var points = CurveTable.Read(folder.File("curves.csv"));
        CollectionAssert.AreEqual(new[] { 0.0, 64, 512 }, points.Select(p => p.Amount).Distinct().ToArray());
        var printed = output.Split('\n').Where(l => l.StartsWith("  behaviour ", StringComparison.Ordinal)).Select(Numbers).ToArray();
        Assert.HasCount(6, printed);
        for (var i = 0; i < 6; i++)
        {
            double Start(double amount) =>
                points.Single(p => p.Amount == amount && p.Component == i % 3 && p.Shots == 0).Probability;
            Assert.AreEqual(i % 3, printed[i][0]);
            Assert.AreEqual(Start(i < 3 ? 64 : 512) - Start(0), printed[i][1], 0.0006, output);
        }
    }

    [TestMethod]
    public void The_probe_reads_every_layer_before_and_after()
    {
        using var folder = new TemporaryFolder();
        var output = Sample.Run(folder, "ProbeHiddenStates", "12").Output;
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(3, lines);
        for (var layer = 0; layer < 3; layer++)
        {
            var numbers = Numbers(lines[layer]);
            Assert.AreEqual(layer, numbers[0]);
            // 1/3 is guessing, with a standard error of 0.019.
            Assert.IsTrue(numbers[1] is > 0.4 and <= 1 && numbers[3] is > 0.4 and <= 1, output);
        }
    }

    [TestMethod]
    public void The_other_process_scores_to_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var output = Sample.Run(folder, "SaveAndScoreElsewhere", "12").Output.ReplaceLineEndings("\n");
        StringAssert.EndsWith(output, "the same bits in both processes: yes\n");

        var scores = output[..output.IndexOf("the same bits", StringComparison.Ordinal)];
        Assert.AreEqual(Enumerable.Range(0, 20).Sum(), Regex.Matches(scores, "^prompt ([0-9]+):", RegexOptions.Multiline)
            .Sum(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)));
        Assert.AreEqual(scores, Sample.Run(folder, "SaveAndScoreElsewhere", "score", "model.zip", "rows.idv").Output.ReplaceLineEndings("\n"));
    }

    private static string Line(string output, string start) =>
        output.Split('\n').Single(l => l.StartsWith(start, StringComparison.Ordinal));

    private static double[] Numbers(string text) =>
        [.. Number().Matches(text).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"(?<![\w.])[+-]?[0-9]+(\.[0-9]+)?(e[+-][0-9]+)?")]
    private static partial Regex Number();
}
