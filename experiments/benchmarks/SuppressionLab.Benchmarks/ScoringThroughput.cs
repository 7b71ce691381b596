using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Data;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.LanguageModels.Native;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;
using TorchSharp;

namespace SuppressionLab.Benchmarks;

/// <summary>
/// <c>scoring [LAYERSxWIDTH hHEADS TCONTEXT] [ROUNDS]</c>: tokens a second read as a score column through a cursor,
/// beside the same batches straight through the scorer and straight through the network's forward pass. The three take
/// turns in one process, in an order that rotates, so that what else the machine does meets them alike; the ratio is the
/// median over rounds.
/// </summary>
internal static class ScoringThroughput
{
    private const int BatchSize = 32;
    private const int Rows = 2 * BatchSize;

    public static int Run(string[] arguments)
    {
        var shape = arguments.Length < 3 ? ["4x128", "h4", "T256"] : arguments[..3];
        var rounds = arguments.Length is 1 or 4 ? int.Parse(arguments[^1], CultureInfo.InvariantCulture) : 15;
        TorchRuntime.EnsureLoaded();
        var mixture = GincMixture.Draw(new GincOptions(), seed: 1);
        var configuration = TrainingBenchmarks.Parse(string.Join(' ', shape)) with { VocabularySize = mixture.TokenCount };
        using var network = NetworkRegistry.Create(configuration, RandomKey.FromSeed(1));
        using var model = LanguageModelTransformer.FromNetwork(network.Clone());
        var ml = new MLContext(seed: 1);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(' ', shape)}, vocabulary {mixture.TokenCount}, {Rows} rows, batch {BatchSize}, {TorchRuntime.Threads} threads, {rounds} rounds"));
        var length = configuration.ContextLength;
        var documents = Cached(ml, ml.Suppression.Documents(
            mixture, new DocumentViewOptions { Count = Rows, Length = length + 1 }), ColumnNames.Tokens);
        Report("document scores", rounds, Documents(model, network, documents, mixture.BosToken, length));
        string[] columns = [ColumnNames.Tokens, ColumnNames.ScoredPositions, ColumnNames.Labels];
        var prompts = Cached(ml, ml.Suppression.InContextPrompts(
            mixture, new InContextPromptViewOptions { K = 5, Count = Rows, ContextLength = length }), columns);
        Report("label probabilities", rounds, Prompts(ml, model, network, prompts, length));
        return 0;
    }

    private static Contest Documents(
        LanguageModelTransformer model, LanguageModelNetwork network, IDataView documents, int bos, int length)
    {
        var scored = model.Transform(documents);
        var rows = Vectors<int>(documents, ColumnNames.Tokens).Select(tokens => (int[])[bos, .. tokens]).ToArray();
        var scorer = new NetworkScorer(network, BatchSize);
        return new Contest(
            Rows * length,
            () => Vectors<float>(scored, ColumnNames.TokenLogProbabilities),
            () => scorer.TokenLogProbabilities(rows),
            () => Forward(network, [.. rows.Select(row => row[..^1])]));
    }

    private static Contest Prompts(
        MLContext ml, LanguageModelTransformer model, LanguageModelNetwork network, IDataView prompts, int length)
    {
        var scored = ml.Suppression.Transforms.LabelProbabilities(model).Fit(prompts).Transform(prompts);
        var rows = Vectors<int>(prompts, ColumnNames.Tokens);
        var positions = Vectors<int>(prompts, ColumnNames.ScoredPositions);
        var labels = Vectors<int>(prompts, ColumnNames.Labels);
        var scorer = new NetworkScorer(network, BatchSize);
        return new Contest(
            Rows * length,
            () => Vectors<float>(scored, ColumnNames.LabelProbability),
            () => scorer.LabelProbabilities(rows, positions, labels),
            () => Forward(network, rows));
    }

    // The least that a score can cost: tokens in, logits out, nothing looked up.
    private static float Forward(LanguageModelNetwork network, int[][] rows)
    {
        var last = 0f;
        foreach (var batch in rows.Chunk(BatchSize))
        {
            using var scope = torch.NewDisposeScope();
            using var noGradients = torch.no_grad();
            var tokens = torch.tensor(batch.SelectMany(row => row.Select(token => (long)token)).ToArray(), [batch.Length, batch[0].Length]);
            last = MemoryMarshal.Cast<byte, float>(network.Forward(tokens).bytes)[^1];
        }
        return last;
    }

    private static void Report(string title, int rounds, Contest contest)
    {
        Action[] ways = [contest.Cursor, contest.Scorer, contest.Forward];
        var seconds = new double[rounds][];
        for (var round = -1; round < rounds; round++) // round −1 warms up
        {
            var times = new double[ways.Length];
            for (var turn = 0; turn < ways.Length; turn++)
            {
                var way = (turn + round + ways.Length) % ways.Length;
                var clock = Stopwatch.StartNew();
                ways[way]();
                times[way] = clock.Elapsed.TotalSeconds;
            }
            seconds[Math.Max(round, 0)] = times;
        }
        Console.WriteLine();
        Console.WriteLine($"{title,-24} {"tokens/s",12} {"cursor's ratio to it",22} {"from",7} {"to",7}");
        foreach (var (way, name) in new[] { "cursor", "scorer", "forward pass" }.Index())
        {
            var ratios = seconds.Select(times => times[way] / times[0]).Order().ToArray();
            var rate = contest.Tokens / Median([.. seconds.Select(times => times[way])]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-24} {rate,12:N0} {Median(ratios),22:F3} {ratios[0],7:F3} {ratios[^1],7:F3}"));
        }
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    /// <summary>Generating rows is no part of scoring them.</summary>
    private static IDataView Cached(MLContext ml, IDataView view, params string[] columns)
    {
        var cached = ml.Data.Cache(view, columns);
        foreach (var column in columns)
        {
            Vectors<int>(cached, column);
        }
        return cached;
    }

    private static T[][] Vectors<T>(IDataView view, string column)
    {
        var rows = new List<T[]>(Rows);
        using var cursor = view.GetRowCursor([view.Schema[column]]);
        var getter = cursor.GetGetter<VBuffer<T>>(view.Schema[column]);
        VBuffer<T> value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            rows.Add([.. value.DenseValues()]);
        }
        return [.. rows];
    }

    private sealed record Contest(double Tokens, Action Cursor, Action Scorer, Action Forward);
}
