using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using SuppressionLab.LanguageModels.Native;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.Benchmarks;

/// <summary>
/// Whole optimiser steps of GPT-2s at batch 8, through the public training loop, beside a 2048³ float32 matrix product
/// in the same process: the fraction column is the step's floating-point rate (6·N + 12·layers·width·length a token)
/// over the product's.
/// </summary>
[Config(typeof(Settings))]
public class TrainingBenchmarks
{
    private const int BatchSize = 8;
    private const int ProductSize = 2048;
    private const int StepsAnInvocation = 4;
    private const int Vocabulary = 52;

    private LanguageModelNetwork _network = null!;
    private ShuffledBlocks _batches = null!;
    private torch.Tensor _left = null!;
    private torch.Tensor _right = null!;
    private int[][] _rows = [];

    /// <summary>Layers, width, heads and tokens a row.</summary>
    [Params("2x64 h2 T128", "4x128 h4 T256", "4x256 h8 T512")]
    public string Shape { get; set; } = "2x64 h2 T128";

    [GlobalSetup]
    public void SetUp()
    {
        var configuration = Parse(Shape);
        _network = NetworkRegistry.Create(configuration, RandomKey.FromSeed(1));
        var stream = RandomKey.FromSeed(2).Open();
        var length = configuration.ContextLength + 1;
        var tokens = Enumerable.Range(0, 64 * length).Select(_ => stream.NextInt32(Vocabulary - 2)).ToArray();
        var blocks = new TokenBlocks(tokens, length, Vocabulary - 2);
        _batches = new ShuffledBlocks(blocks, RandomKey.FromSeed(3));
        _rows = [.. tokens.Chunk(length).Take(64)];
        _left = torch.rand(ProductSize, ProductSize);
        _right = torch.rand(ProductSize, ProductSize);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _network.Dispose();
        _left.Dispose();
        _right.Dispose();
    }

    [Benchmark(OperationsPerInvoke = StepsAnInvocation)]
    public double TrainingStep() => TrainingLoop.Run(
        _network, new NextTokenObjective(), _batches,
        new TrainingOptions { Steps = StepsAnInvocation, LearningRate = 1e-3, WeightDecay = 0.1, BatchSize = BatchSize }).FinalLoss;

    /// <summary>A batch of 64 rows, every token's log-probability.</summary>
    [Benchmark]
    public float[][] Scoring64() => new NetworkScorer(_network, 64).TokenLogProbabilities(_rows);

    [Benchmark]
    public void MatrixProduct() => torch.mm(_left, _right).Dispose();

    internal static Gpt2Configuration Parse(string shape)
    {
        var numbers = shape.Split('x', 'h', 'T', ' ').Where(part => part.Length > 0)
            .Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new Gpt2Configuration
        {
            VocabularySize = Vocabulary, Layers = numbers[0], Width = numbers[1], Heads = numbers[2], ContextLength = numbers[3],
        };
    }

    private static (double Tokens, double Flops)? WorkOf(BenchmarkCase benchmark)
    {
        var configuration = Parse((string)benchmark.Parameters[nameof(Shape)]);
        var length = configuration.ContextLength;
        var flops = configuration.FlopsPerToken(length);
        return benchmark.Descriptor.WorkloadMethod.Name switch
        {
            nameof(TrainingStep) => (BatchSize * length, flops),
            nameof(Scoring64) => (64 * length, flops / 3),
            _ => null,
        };
    }

    private static string TokensPerSecond(Summary summary, BenchmarkCase benchmark) =>
        WorkOf(benchmark) is { } work && summary[benchmark]?.ResultStatistics is { } result
            ? (work.Tokens / (result.Mean * 1e-9)).ToString("N0", CultureInfo.InvariantCulture)
            : "-";

    private static string Fraction(Summary summary, BenchmarkCase benchmark)
    {
        var product = summary.BenchmarksCases.First(other =>
            other.Descriptor.WorkloadMethod.Name == nameof(MatrixProduct)
            && Equals(other.Parameters[nameof(Shape)], benchmark.Parameters[nameof(Shape)]));
        if (WorkOf(benchmark) is not { } work || summary[benchmark]?.ResultStatistics is not { } result
            || summary[product]?.ResultStatistics is not { } reference)
        {
            return "-";
        }
        var rate = work.Tokens * work.Flops / result.Mean;
        var productRate = 2 * Math.Pow(ProductSize, 3) / reference.Mean;
        return (rate / productRate).ToString("F3", CultureInfo.InvariantCulture);
    }

    private sealed class Settings : ManualConfig
    {
        public Settings()
        {
            TorchRuntime.EnsureLoaded();
            AddJob(Job.Default
                .WithToolchain(new InProcessNoEmitToolchain(TimeSpan.FromMinutes(30), logOutput: true))
                .WithStrategy(RunStrategy.Monitoring)
                .WithWarmupCount(2)
                .WithIterationCount(10)
                .WithInvocationCount(1)
                .WithUnrollFactor(1));
            AddColumn(new Column("Tokens/s", TokensPerSecond), new Column("Fraction of product", Fraction));
            AddColumn(new Column("Threads", (_, _) => TorchRuntime.Threads.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private sealed class Column(string name, Func<Summary, BenchmarkCase, string> value) : IColumn
    {
        public string Id => name;

        public string ColumnName => name;

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => name;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => value(summary, benchmarkCase);

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
            value(summary, benchmarkCase);

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public bool IsAvailable(Summary summary) => true;
    }
}
