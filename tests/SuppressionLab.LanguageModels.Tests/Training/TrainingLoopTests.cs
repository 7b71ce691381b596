using SuppressionLab.LanguageModels.Adapters;
using SuppressionLab.LanguageModels.Native;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Tests.Networks;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Tests.Training;

[TestClass]
public class TrainingLoopTests
{
    private static readonly TrainingOptions Options = new()
    {
        Steps = 60, LearningRate = 0.01, WarmupSteps = 5, BatchSize = 4, WeightDecay = 0.1, HistoryInterval = 1,
    };

    [TestMethod]
    public void Loss_falls_to_the_entropy_of_a_process_with_one_random_token()
    {
        // A first token drawn from 8, then t + 1 mod 8: all but the first target are certain given the first.
        var rows = Enumerable.Range(0, 64).Select(i => Enumerable.Range(i, 9).Select(t => t % 8).ToArray());
        var blocks = TokenBlocks.FromRows(rows, 9, -1);
        using var network = SmallNetworks.Create();
        var result = TrainingLoop.Run(
            network, new NextTokenObjective(), new ShuffledBlocks(blocks, RandomKey.FromSeed(1)),
            Options with { Steps = 150, LearningRate = 0.02 });
        Assert.AreEqual(Math.Log(11), result.History[0].Loss, 0.1);
        Assert.IsLessThan(0.05, result.FinalLoss);
        Assert.AreEqual(150 * 4 * 8, result.Tokens);
        Assert.AreEqual("completed", result.StopReason);
    }

    [TestMethod]
    public void The_same_run_twice_gives_the_same_bits()
    {
        var (first, a) = Train(Options);
        torch.manual_seed(12345);
        var (second, b) = Train(Options);
        CollectionAssert.AreEqual(first, second);
        CollectionAssert.AreEqual(a.History.ToArray(), b.History.ToArray());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void Accumulated_gradients_are_those_of_the_large_batch(int part)
    {
        // Rows of different numbers of targets: a mean of means would be wrong.
        var rows = Enumerable.Range(0, 8).Select(i => SmallNetworks.Tokens(2 + i, (ulong)i, 10));
        var blocks = TokenBlocks.FromRows(rows, 9, 10);
        float[] GradientOf(int microBatch)
        {
            using var network = SmallNetworks.CreateRough();
            TrainingLoop.Run(network, new NextTokenObjective(), new ShuffledBlocks(blocks, RandomKey.FromSeed(1)), Options with
            {
                Steps = 1, BatchSize = 8, MicroBatchSize = microBatch, ClipNorm = 0,
            });
            return network.Flat.Gradients.data<float>().ToArray();
        }
        var (expected, actual) = (GradientOf(0), GradientOf(part));
        Assert.IsLessThan(1e-5 * Norm(expected), Norm([.. expected.Zip(actual, (x, y) => x - y)]));
    }

    [TestMethod]
    public void Clipping_scales_the_gradient_to_the_norm()
    {
        using var network = SmallNetworks.CreateRough();
        TrainingLoop.Run(network, new NextTokenObjective(), Source(), Options with { Steps = 1, ClipNorm = 0.25 });
        Assert.AreEqual(0.25, Norm(network.Flat.Gradients.data<float>().ToArray()), 1e-5);
    }

    [TestMethod]
    public void History_holds_every_nth_step_and_the_evaluations()
    {
        using var network = SmallNetworks.Create();
        var evaluations = 0;
        var result = TrainingLoop.Run(
            network, new NextTokenObjective(), Source(),
            Options with { Steps = 25, HistoryInterval = 10, EvaluationInterval = 8 }, evaluation: () => ++evaluations);
        CollectionAssert.AreEqual(
            new long[] { 1, 8, 10, 16, 20, 24, 25 }, result.History.Select(record => record.Step).ToArray());
        CollectionAssert.AreEqual(
            new double?[] { null, 1, null, 2, null, 3, 4 }, result.History.Select(record => record.EvaluationLoss).ToArray());
    }

    [TestMethod]
    public void Observers_see_the_network_after_the_steps_they_name()
    {
        using var network = SmallNetworks.Create();
        var seen = new List<long>();
        new TrainingLoop(network, new NextTokenObjective(), Source(), Options with { Steps = 9 })
        {
            ObservedSteps = [2, 9], Observer = seen.Add,
        }.Run();
        CollectionAssert.AreEqual(new long[] { 2, 9 }, seen);
    }

    [TestMethod]
    public void Progress_ends_with_the_last_step()
    {
        using var network = SmallNetworks.Create();
        var reports = new List<TrainingProgress>();
        var result = TrainingLoop.Run(
            network, new NextTokenObjective(), Source(), Options, progress: new Collector(reports));
        Assert.AreEqual(60, reports[^1].Step);
        Assert.AreEqual(result.FinalLoss, reports[^1].Loss);
        Assert.AreEqual(TimeSpan.Zero, reports[^1].TimeLeft);
        Assert.IsGreaterThan(0, reports[^1].TokensPerSecond);
    }

    [TestMethod]
    public void Live_tensors_do_not_grow_with_steps()
    {
        using var network = SmallNetworks.Create();
        TrainingLoop.Run(network, new NextTokenObjective(), Source(), Options with { Steps = 20 });
        var before = torch.Tensor.TotalCount;
        TrainingLoop.Run(network, new NextTokenObjective(), Source(), Options with { Steps = 300 });
        Assert.AreEqual(before, torch.Tensor.TotalCount);
    }

    [TestMethod]
    public void Evaluation_loss_is_the_mean_over_targets_whatever_the_batch()
    {
        using var network = SmallNetworks.CreateRough();
        var reference = ReferenceNetwork.Of(network);
        var rows = Enumerable.Range(0, 5).Select(i => SmallNetworks.Tokens(3 + i, (ulong)i, 10)).ToArray();
        var blocks = TokenBlocks.FromRows(rows, 8, 10);
        var expected = rows.Sum(reference.Loss) / rows.Sum(row => row.Length - 1);
        Assert.AreEqual(expected, EvaluationLoss.Of(network, blocks, 2), 1e-5);
        Assert.AreEqual(expected, EvaluationLoss.Of(network, blocks, 32), 1e-5);
    }

    internal static ShuffledBlocks Source(ulong seed = 1) => new(
        new TokenBlocks(SmallNetworks.Tokens(9 * 24, seed), 9, -1), RandomKey.FromSeed(seed));

    [TestMethod]
    public void Without_dropout_a_network_that_has_some_trains_to_the_bits_of_one_that_has_none()
    {
        var stochastic = SmallNetworks.Configuration with { Dropout = 0.3 };
        var none = Train(Options).Weights;
        CollectionAssert.AreEqual(none, Train(Options with { Dropout = false }, stochastic).Weights);
        CollectionAssert.AreNotEqual(none, Train(Options, stochastic).Weights);
    }

    internal static (float[] Weights, TrainingResult Result) Train(
        TrainingOptions options, NetworkConfiguration? configuration = null, string? folder = null,
        IObjective? objective = null, LoraOptions? adapter = null)
    {
        using var network = NetworkRegistry.Create(configuration ?? SmallNetworks.Configuration, RandomKey.FromSeed(1));
        if (adapter is not null)
        {
            network.Attach(adapter, RandomKey.FromSeed(2));
        }
        var result = TrainingLoop.Run(network, objective ?? new NextTokenObjective(), Source(), options, folder);
        network.Merge();
        return (network.Flat.ToArray(), result);
    }

    private static double Norm(float[] values) => Math.Sqrt(values.Sum(v => (double)v * v));

    private sealed class Collector(List<TrainingProgress> reports) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => reports.Add(value);
    }
}
