using System.Diagnostics;
using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Scoring;

[TestClass]
public sealed class ScoringThroughputTests
{
    public required TestContext TestContext { get; set; }

    [TestMethod]
    [TestCategory("Slow")]
    public void Scoring_through_the_cursor_keeps_nine_tenths_of_the_bare_scorers_throughput()
    {
        var ml = Tiny.Context();
        var configuration = Tiny.Network with { ContextLength = 128, Layers = 2, Width = 64 };
        using var model = LanguageModelTransformer.FromNetwork(NetworkRegistry.Create(configuration, RandomKey.FromSeed(1)));
        using var network = model.CopyNetwork();
        var documents = ml.Suppression.Documents(Tiny.Mixture, new() { Count = 640, Length = 128 });
        var rows = Views.Vectors<int>(documents, ColumnNames.Tokens).Select(t => (int[])[model.BosToken, .. t]).ToArray();
        var scored = model.Transform(documents);
        var (bare, cursor) = (new List<double>(), new List<double>());
        for (var i = 0; i < 7; i++)
        {
            bare.Add(Seconds(() => new NetworkScorer(network).TokenLogProbabilities(rows)));
            cursor.Add(Seconds(() => Views.Vectors<float>(scored, ColumnNames.TokenLogProbabilities)));
        }
        var ratio = bare.Order().ElementAt(3) / cursor.Order().ElementAt(3);
        TestContext.WriteLine($"bare {bare.Min():F3} s, cursor {cursor.Min():F3} s of processor, ratio of medians {ratio:F3}");
        Assert.IsGreaterThan(0.9, ratio);
    }

    /// <summary>Processor time, which other processes disturb less than the clock.</summary>
    private static double Seconds(Action action)
    {
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        action();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }
}
