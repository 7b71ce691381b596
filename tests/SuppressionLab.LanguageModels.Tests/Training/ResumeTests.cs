using SuppressionLab.LanguageModels.Adapters;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Tests.Networks;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.LanguageModels.Weights;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Tests.Training;

[TestClass]
public class ResumeTests
{
    private static readonly TrainingOptions Options = new()
    {
        Steps = 20, LearningRate = 0.01, WarmupSteps = 3, BatchSize = 4, WeightDecay = 0.1, HistoryInterval = 3,
        CheckpointInterval = 4, Schedule = LearningRateSchedule.Cosine, MicroBatchSize = 3,
    };

    public static IEnumerable<object?[]> Runs =>
    [
        [SmallNetworks.Configuration with { Dropout = 0.2 }, null],
        [SmallNetworks.Configuration with { Dropout = 0.2 }, new LoraOptions { Rank = 2 }],
        .. NetworkRegistry.Names.SelectMany(name => new object?[][]
        {
            [SmallNetworks.Of(name), null], [SmallNetworks.Of(name), new LoraOptions { Rank = 2 }],
        }),
    ];

    [TestMethod]
    [DynamicData(nameof(Runs))]
    public void A_run_killed_at_any_step_ends_in_the_same_bits(NetworkConfiguration configuration, LoraOptions? adapter)
    {
        var (expected, whole) = TrainingLoopTests.Train(Options, configuration, adapter: adapter);
        foreach (var killedAt in adapter is null && configuration is Gpt2Configuration ? new[] { 1, 4, 7, 15, 19 } : [7, 19])
        {
            using var folder = new TemporaryFolder();
            Assert.ThrowsExactly<Killed>(() => TrainingLoopTests.Train(
                Options, configuration, folder["run"], new KillingObjective(killedAt, Options), adapter));
            var (weights, result) = TrainingLoopTests.Train(Options, configuration, folder["run"], adapter: adapter);
            Assert.AreEqual(killedAt / 4 * 4, result.ResumedFrom);
            CollectionAssert.AreEqual(expected, weights, $"killed at {killedAt}");
            CollectionAssert.AreEqual(whole.History.ToArray(), result.History.ToArray());
            Assert.AreEqual((whole.FinalLoss, whole.Tokens), (result.FinalLoss, result.Tokens));
        }
    }

    [TestMethod]
    public void A_finished_run_returns_its_result_without_a_step()
    {
        using var folder = new TemporaryFolder();
        var (weights, first) = TrainingLoopTests.Train(Options, folder: folder["run"]);
        var (again, second) = TrainingLoopTests.Train(
            Options, folder: folder["run"], objective: new KillingObjective(0, Options));
        CollectionAssert.AreEqual(weights, again);
        Assert.AreEqual(first.FinalLoss, second.FinalLoss);
        Assert.AreEqual(20, second.ResumedFrom);
    }

    [TestMethod]
    public void Cancel_keeps_the_last_step_and_says_where()
    {
        using var folder = new TemporaryFolder();
        var (expected, _) = TrainingLoopTests.Train(Options);
        using var network = NetworkRegistry.Create(SmallNetworks.Configuration, RandomKey.FromSeed(1));
        using var cancellation = new CancellationTokenSource();
        var loop = new TrainingLoop(network, new NextTokenObjective(), TrainingLoopTests.Source(), Options)
        {
            CheckpointFolder = folder["run"], ObservedSteps = [6], Observer = _ => cancellation.Cancel(),
        };
        var error = Assert.ThrowsExactly<OperationCanceledException>(() => loop.Run(cancellation.Token));
        StringAssert.Contains(error.Message, "after step 6");
        var (weights, result) = TrainingLoopTests.Train(Options, folder: folder["run"]);
        Assert.AreEqual(6, result.ResumedFrom);
        CollectionAssert.AreEqual(expected, weights);
    }

    [TestMethod]
    public void A_kill_between_the_two_renames_loses_nothing()
    {
        using var folder = new TemporaryFolder();
        var (expected, _) = TrainingLoopTests.Train(Options, folder: folder["run"]);
        Directory.Move(folder["run"], folder["run"] + ".previous");
        Directory.CreateDirectory(folder["run"] + ".next.1-2.partial");
        var (weights, result) = TrainingLoopTests.Train(Options, folder: folder["run"]);
        Assert.AreEqual(20, result.ResumedFrom);
        CollectionAssert.AreEqual(expected, weights);
    }

    [TestMethod]
    public void Another_runs_checkpoint_is_refused_with_the_field()
    {
        using var folder = new TemporaryFolder();
        TrainingLoopTests.Train(Options, folder: folder["run"]);
        AssertRefused("learningRate", Options with { LearningRate = 0.02 });
        AssertRefused("steps", Options with { Steps = 30 });
        AssertRefused("microBatchSize", Options with { MicroBatchSize = 2 });
        AssertRefused("width", Options, SmallNetworks.Configuration with { Width = 24 });
        AssertRefused("layers", Options, SmallNetworks.Configuration with { Layers = 1 });
        AssertRefused("vocabularySize", Options, SmallNetworks.Configuration with { VocabularySize = 12 });
        AssertRefused("objective", Options, objective: new KillingObjective(0, Options, "other"));
        TrainingLoopTests.Train(Options with { CheckpointInterval = 7 }, folder: folder["run"]);

        void AssertRefused(
            string field, TrainingOptions options, Gpt2Configuration? configuration = null, IObjective? objective = null)
        {
            var error = Assert.ThrowsExactly<InputException>(
                () => TrainingLoopTests.Train(options, configuration, folder["run"], objective));
            StringAssert.Contains(error.Message, $": {field}: ");
        }
    }

    [TestMethod]
    public void Other_training_data_are_refused()
    {
        using var folder = new TemporaryFolder();
        TrainingLoopTests.Train(Options, folder: folder["run"]);
        using var network = SmallNetworks.Create();
        var error = Assert.ThrowsExactly<InputException>(() => TrainingLoop.Run(
            network, new NextTokenObjective(), TrainingLoopTests.Source(seed: 2), Options, folder["run"]));
        StringAssert.Contains(error.Message, "training data");
    }

    [TestMethod]
    [DataRow("trainer.json")]
    [DataRow("training_state.safetensors")]
    [DataRow("model.safetensors")]
    [DataRow("config.json")]
    public void A_missing_or_truncated_file_is_named(string file)
    {
        using var folder = new TemporaryFolder();
        TrainingLoopTests.Train(Options, folder: folder["run"]);
        var path = Path.Combine(folder["run"], file);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^40]);
        StringAssert.Contains(Refusal(), file);
        File.Delete(path);
        StringAssert.Contains(Refusal(), file);

        string Refusal() => Assert.ThrowsExactly<InputException>(
            () => TrainingLoopTests.Train(Options, folder: folder["run"])).Message;
    }

    [TestMethod]
    public void A_loss_that_is_not_finite_stops_with_its_step_and_keeps_the_last_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.ThrowsExactly<NonFiniteLossException>(() => TrainingLoopTests.Train(
            Options, folder: folder["run"], objective: new PoisonObjective(poisonedStep: 7, Options)));
        Assert.AreEqual(7, error.Step);
        StringAssert.Contains(error.Message, "step 7");
        StringAssert.Contains(error.Message, "checkpoint of step 4 is kept");
        using var kept = Checkpoint.Load(folder["run"]);
        Assert.IsTrue(kept.Flat.ToArray().All(float.IsFinite));
    }

    private sealed class Killed : Exception;

    /// <summary>Throws in the middle of a step, after its first part's gradient: as a kill would come.</summary>
    private sealed class KillingObjective(int step, TrainingOptions options, string name = "next-token") : IObjective
    {
        private readonly NextTokenObjective _inner = new();
        private int _calls;

        public string Name => name;

        public double Weight(TrainingBatch batch) => _inner.Weight(batch);

        public torch.Tensor SummedLoss(LanguageModelNetwork network, TrainingBatch batch)
        {
            var parts = (options.BatchSize + options.MicroBatchSize - 1) / options.MicroBatchSize;
            return _calls++ == (step * parts) + 1 ? throw new Killed() : _inner.SummedLoss(network, batch);
        }
    }

    private sealed class PoisonObjective(int poisonedStep, TrainingOptions options) : IObjective
    {
        private readonly NextTokenObjective _inner = new();
        private int _calls;

        public string Name => _inner.Name;

        public double Weight(TrainingBatch batch) => _inner.Weight(batch);

        public torch.Tensor SummedLoss(LanguageModelNetwork network, TrainingBatch batch)
        {
            var parts = (options.BatchSize + options.MicroBatchSize - 1) / options.MicroBatchSize;
            var loss = _inner.SummedLoss(network, batch);
            return (_calls++ / parts) + 1 == poisonedStep ? loss * float.NaN : loss;
        }
    }
}
