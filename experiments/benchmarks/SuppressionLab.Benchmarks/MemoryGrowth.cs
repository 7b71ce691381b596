using System.Globalization;
using Microsoft.ML;
using SuppressionLab.Data;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;
using TorchSharp;

namespace SuppressionLab.Benchmarks;

/// <summary>
/// <c>memory [TIMES]</c>: live tensors and resident memory over many training steps of one network, many networks made,
/// trained for a step and freed, and many predictions of an ML.NET prediction engine; 10,000 times each unless told
/// otherwise, after a fifth as many to warm up. Resident memory moves by some megabytes now and then, up and down again; a
/// leak of 1 kB a time would add 10 MB from the first reading after the warm-up to the last and never come back.
/// </summary>
internal static class MemoryGrowth
{
    private const int WarmUpReadings = 2;
    private const int Readings = 10;
    private static readonly HmmMixture Mixture = GincMixture.Draw(
        new GincOptions { Components = 3, Entities = 3, Properties = 4, VocabularySize = 10 }, seed: 5);

    private static readonly Gpt2Configuration Shape = new()
    {
        VocabularySize = Mixture.TokenCount, ContextLength = 24, Layers = 1, Width = 16, Heads = 2,
    };

    public static int Run(string[] arguments)
    {
        var times = arguments.Length == 0 ? 10_000 : int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var ml = new MLContext(seed: 1);
        var documents = ml.Suppression.Documents(Mixture, new DocumentViewOptions { Count = 64, Length = Shape.ContextLength });
        var rows = ml.Data.CreateEnumerable<DocumentRow>(documents, reuseRowObject: false)
            .Select(row => (int[])[Mixture.BosToken, .. row.Tokens]);
        var batches = new ShuffledBlocks(TokenBlocks.FromRows(rows, Shape.ContextLength, -1), RandomKey.FromSeed(1));
        Steps(times + (times / 5), batches);
        Networks(times + (times / 5), batches);
        Predictions(times + (times / 5), ml);
        return 0;
    }

    private static void Steps(int times, ShuffledBlocks batches)
    {
        var log = new Log("training steps of one network", times);
        using var network = NetworkRegistry.Create(Shape, RandomKey.FromSeed(1));
        var options = new TrainingOptions { Steps = times, LearningRate = 1e-3, BatchSize = 4 };
        new TrainingLoop(network, new NextTokenObjective(), batches, options)
        {
            Observer = log.Read,
            ObservedSteps = [.. log.Marks],
        }.Run();
        log.Close();
    }

    private static void Networks(int times, ShuffledBlocks batches)
    {
        var log = new Log("networks made, trained for a step, freed", times);
        for (var i = 1; i <= times; i++)
        {
            using (var network = NetworkRegistry.Create(Shape, RandomKey.FromSeed((ulong)i)))
            {
                TrainingLoop.Run(
                    network, new NextTokenObjective(), batches, new TrainingOptions { Steps = 1, LearningRate = 1e-3, BatchSize = 4 });
            }
            log.ReadAtMark(i);
        }
        log.Close();
    }

    private static void Predictions(int times, MLContext ml)
    {
        using var model = LanguageModelTransformer.FromNetwork(NetworkRegistry.Create(Shape, RandomKey.FromSeed(1)));
        using var engine = ml.Model.CreatePredictionEngine<DocumentRow, ScoreRow>(model.With(model.Options));
        var log = new Log("predictions of a prediction engine", times);
        var total = 0.0;
        for (var i = 1; i <= times; i++)
        {
            total += engine.Predict(new DocumentRow { Tokens = [i % 10, i % 7, i % 5] }).TokenLogProbabilities[^1];
            log.ReadAtMark(i);
        }
        log.Close();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"(mean ln p of the last token {total / times:F3})"));
    }

    private sealed class DocumentRow
    {
        public int[] Tokens { get; set; } = [];
    }

    private sealed class ScoreRow
    {
        public float[] TokenLogProbabilities { get; set; } = [];
    }

    private sealed class Log
    {
        private readonly List<(long Tensors, double Megabytes)> _readings = [];
        private readonly int _times;

        public Log(string title, int times)
        {
            _times = times;
            Console.WriteLine();
            Console.WriteLine($"{title,-42} {"live tensors",14} {"resident MB",12} {"managed MB",11}");
            const int All = WarmUpReadings + Readings;
            Marks = [.. Enumerable.Range(1, All).Select(i => (long)times * i / All).Distinct()];
            Print(0);
        }

        public IReadOnlyList<long> Marks { get; }

        public void ReadAtMark(long done)
        {
            if (Marks.Contains(done))
            {
                Read(done);
            }
        }

        public void Read(long done) => _readings.Add(Print(done));

        public void Close()
        {
            var (first, last) = (_readings[WarmUpReadings - 1], _readings[^1]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"growth from {Marks[WarmUpReadings - 1]:N0} to {_times:N0}: {last.Tensors - first.Tensors} tensors, {last.Megabytes - first.Megabytes:F1} MB"));
        }

        // Collected first: what is only waiting for the collector is not growth.
        private static (long Tensors, double Megabytes) Print(long done)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            var (tensors, resident) = (torch.Tensor.TotalCount, Environment.WorkingSet / 1e6);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{done,42:N0} {tensors,14} {resident,12:F1} {GC.GetTotalMemory(false) / 1e6,11:F1}"));
            return (tensors, resident);
        }
    }
}
