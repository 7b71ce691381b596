using SuppressionLab.LanguageModels.Adapters;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Objectives.Preferences;
using SuppressionLab.LanguageModels.Objectives.Unlearning;
using SuppressionLab.LanguageModels.Tests.Networks;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Tests.Objectives;

/// <summary>What every objective promises of batches: their parts, their padding, and the numbers behind the loss.</summary>
[TestClass]
public sealed class ObjectiveBatchTests
{
    private const int Pad = 10;

    public static IEnumerable<object[]> Names =>
        from architecture in NetworkRegistry.Names
        from adapter in new[] { false, true }
        from name in Objectives.Keys
        select new object[] { name, architecture, adapter };

    private static readonly Dictionary<string, Func<LanguageModelNetwork, Data, IObjective>> Objectives = new()
    {
        ["next-token"] = (_, _) => new NextTokenObjective(),
        ["sft-kl"] = (reference, _) => new ReferenceKlObjective(reference, 0.7),
        ["dpo"] = Preference(new DpoLoss()),
        ["ipo"] = Preference(new IpoLoss()),
        ["dpo-hinge"] = Preference(new HingePreferenceLoss()),
        ["simpo"] = Preference(new SimPoLoss()),
        ["orpo"] = Preference(new OrpoLoss()),
        ["cpo"] = Preference(new CpoLoss()),
        ["gradient-ascent"] = Unlearning(new GradientAscentLoss()),
        ["gradient-difference"] = Unlearning(new GradientDifferenceLoss()),
        ["npo"] = Unlearning(new NpoLoss()),
        ["npo, kept"] = Unlearning(new NpoLoss { KeptWeight = 0.5 }),
        ["unlikelihood"] = Unlearning(new UnlikelihoodLoss()),
        ["kto"] = Unlearning(new KtoLoss()),
        ["rmu"] = (reference, _) => new RmuObjective(reference, new RmuOptions { Layer = 1 }, RandomKey.FromSeed(3)),
    };

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void The_gradient_does_not_depend_on_the_parts_of_a_batch_or_on_padding(string name, string architecture, bool adapter)
    {
        (float[], double) Gradient(int length, int microBatch) => GradientOf(name, architecture, adapter, length, microBatch);
        var (whole, wholeLoss) = Gradient(length: 8, microBatch: 0);
        // The rest is the same for every network: what is trained may differ only where parts and padding meet it.
        (int, int)[] parts = architecture == "gpt2" && !adapter ? [(8, 1), (8, 2), (8, 4), (13, 0), (13, 3)] : [(13, 3)];
        foreach (var (length, micro) in parts)
        {
            var (gradient, loss) = Gradient(length, micro);
            var distance = Math.Sqrt(whole.Zip(gradient, (a, b) => Math.Pow(a - b, 2)).Sum() / whole.Sum(a => Math.Pow(a, 2)));
            Assert.IsLessThan(1e-5, distance, $"{length} tokens, {micro} examples a part");
            Assert.AreEqual(wholeLoss, loss, 1e-5 * Math.Max(1, Math.Abs(wholeLoss)));
        }
        Assert.IsTrue(whole.Any(g => g != 0));
    }

    [TestMethod]
    public void Target_scores_are_those_of_the_float64_formulas_behind_each_context()
    {
        using var network = SmallNetworks.CreateRough(4);
        var reference = ReferenceNetwork.Of(network);
        int[] context = [3, 1, 4], answer = [1, 5, 9, 2];
        var batch = TokenBlocks.FromContinuations([(context, answer), ([7], [8])], 9, Pad).Gather([0, 1]);
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var scores = TargetScores.Of(network, batch);
        var rows = scores.Row.data<float>().ToArray();
        Assert.AreEqual(reference.Loss(context) - reference.Loss([.. context, .. answer]), rows[0], 1e-4);
        Assert.AreEqual(-reference.Loss([7, 8]), rows[1], 1e-4);
        CollectionAssert.AreEqual(new[] { 4f, 1f }, scores.Counts.data<float>().ToArray());
        Assert.AreEqual(5, batch.TargetCount());
    }

    [TestMethod]
    public void The_reference_is_the_model_that_training_starts_from()
    {
        using var network = SmallNetworks.CreateRough(4);
        var data = new Data(8);
        var pairs = data.Pairs();
        var objective = PreferenceObjective.Create(new DpoLoss(), network, pairs);
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var batch = pairs.GetBatch(0, 4);
        Assert.AreEqual(4 * Math.Log(2), objective.SummedLoss(network, batch).item<float>(), 1e-5);
        Assert.AreEqual(4, objective.Weight(batch));
    }

    [TestMethod]
    public void The_divergence_from_the_reference_is_the_sum_over_the_vocabulary()
    {
        using var network = SmallNetworks.CreateRough(4);
        using var other = SmallNetworks.CreateRough(5);
        var batch = new TrainingBatch([1, 2, 3, 4, 5, 6, 7, Pad], 4, Pad);
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var nll = new NextTokenObjective().SummedLoss(network, batch).item<float>();
        Assert.AreEqual(nll, new ReferenceKlObjective(network, 3).SummedLoss(network, batch).item<float>(), 1e-4);
        double expected = nll;
        foreach (var row in new[] { new[] { 1, 2, 3, 4 }, [5, 6, 7] })
        {
            var tokens = torch.tensor(row.SkipLast(1).Select(t => (long)t).ToArray()).unsqueeze(0);
            var p = other.Forward(tokens).to(torch.float64).softmax(2).data<double>().ToArray();
            var q = network.Forward(tokens).to(torch.float64).softmax(2).data<double>().ToArray();
            expected += 0.5 * p.Zip(q, (a, b) => a * Math.Log(a / b)).Sum();
        }
        Assert.AreEqual(expected, new ReferenceKlObjective(other, 0.5).SummedLoss(network, batch).item<float>(), 1e-4);
    }

    [TestMethod]
    public void Misdirection_is_the_mean_squared_distance_to_the_direction_and_from_the_reference()
    {
        using var network = SmallNetworks.CreateRough(4);
        using var reference = SmallNetworks.CreateRough(5);
        var options = new RmuOptions { Layer = 1, Coefficient = 2, KeptWeight = 3 };
        using var objective = new RmuObjective(reference, options, RandomKey.FromSeed(3));
        int[] kept = [1, 2, 3, Pad], suppressed = [4, 5, 6, 7];
        var batch = new TrainingBatch([.. kept, .. suppressed], 4, Pad) { RowsPerExample = 2 };
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var stream = RandomKey.FromSeed(3).Open();
        var direction = Enumerable.Range(0, 12).Select(_ => stream.NextGaussian()).ToArray();
        var length = Math.Sqrt(direction.Sum(x => x * x));
        var target = direction.Select(x => 2 * x / length).ToArray();
        var away = States(network, suppressed);
        var expected = Enumerable.Range(0, 48).Average(i => Math.Pow(away[i] - target[i % 12], 2));
        var (now, then) = (States(network, kept[..3]), States(reference, kept[..3]));
        expected += 3 * now.Zip(then, (a, b) => Math.Pow(a - b, 2)).Average();
        Assert.AreEqual(expected, objective.SummedLoss(network, batch).item<float>(), 1e-4 * expected);
    }

    [TestMethod]
    [DataRow("sft-kl")]
    [DataRow("dpo")]
    [DataRow("npo")]
    [DataRow("rmu")]
    public void A_reference_of_another_shape_is_refused_by_name_before_the_first_step(string name)
    {
        using var network = SmallNetworks.Create();
        using var reference = SmallNetworks.CreateRough(5, SmallNetworks.Configuration with { Width = 24 });
        var objective = Objectives[name](reference, new Data(8));
        var loop = new TrainingLoop(
            network, objective, new Data(8).SourceOf(name), new TrainingOptions { Steps = 1, LearningRate = 1 });
        var message = Assert.ThrowsExactly<InputException>(() => loop.Run()).Message;
        StringAssert.StartsWith(message, $"{name}: the reference is gpt2 with 2 layers of width 24, a vocabulary of 11");
        StringAssert.Contains(message, "trained is gpt2 with 2 layers of width 12, a vocabulary of 11, a context of 16, 3 heads;");
        using var other = SmallNetworks.CreateRough(5, SmallNetworks.Of("llama"));
        var foreign = Objectives[name](other, new Data(8));
        loop = new TrainingLoop(network, foreign, new Data(8).SourceOf(name), new TrainingOptions { Steps = 1, LearningRate = 1 });
        message = Assert.ThrowsExactly<InputException>(() => loop.Run()).Message;
        StringAssert.StartsWith(message, $"{name}: the reference is llama with 2 layers");
        (foreign as IDisposable)?.Dispose();
        (objective as IDisposable)?.Dispose();
    }

    private static double[] States(LanguageModelNetwork network, int[] tokens) =>
        [.. network.HiddenStates(torch.tensor(tokens.Select(t => (long)t).ToArray()).unsqueeze(0), 1).data<float>().ToArray().Select(x => (double)x)];

    /// <summary>The gradient of one batch of 6 examples, as a training step accumulates it, and its loss.</summary>
    private static (float[] Gradient, double Loss) GradientOf(
        string name, string architecture, bool adapter, int length, int microBatch)
    {
        using var network = SmallNetworks.CreateRough(4, SmallNetworks.Of(architecture));
        using var reference = SmallNetworks.CreateRough(5, SmallNetworks.Of(architecture));
        if (adapter)
        {
            network.Attach(new LoraOptions { Rank = 2 }, RandomKey.FromSeed(1));
            network.Trained.CopyFrom([.. Enumerable.Range(0, (int)network.Trained.Count).Select(i => (float)(0.2 * Math.Sin(i)))]);
        }
        var data = new Data(length);
        var objective = Objectives[name](reference, data);
        // Learning rate 0 and no clipping: the step leaves the gradient behind.
        var options = new TrainingOptions { Steps = 1, LearningRate = 0, ClipNorm = 0, MicroBatchSize = microBatch };
        using var step = new TrainingStep(network, objective, options);
        using var monitor = new LossMonitor(readsAtOnce: true);
        step.Run(data.SourceOf(name).GetBatch(0, 6), 0, monitor);
        (objective as IDisposable)?.Dispose();
        return (network.Trained.Gradients.data<float>().ToArray(), monitor.Last);
    }

    private static Func<LanguageModelNetwork, Data, IObjective> Preference(PreferenceLoss loss) =>
        (reference, data) => PreferenceObjective.Create(loss, reference, data.Pairs());

    private static Func<LanguageModelNetwork, Data, IObjective> Unlearning(UnlearningLoss loss) =>
        (reference, data) => UnlearningObjective.Create(loss, reference, data.Documents(1), data.Documents(2));

    /// <summary>Rows of 3 to 8 tokens in blocks of a given length.</summary>
    private sealed record Data(int Length)
    {
        public IBatchSource SourceOf(string name) => name switch
        {
            "next-token" or "sft-kl" => new ShuffledBlocks(Documents(1), RandomKey.FromSeed(1)),
            "gradient-ascent" or "npo" => new ShuffledBlocks(Documents(2), RandomKey.FromSeed(1)),
            "dpo" or "ipo" or "dpo-hinge" or "simpo" or "orpo" or "cpo" => Pairs(),
            _ => PairedBlocks.Apart(Documents(1), Documents(2), RandomKey.FromSeed(1)),
        };

        public TokenBlocks Documents(int seed) => TokenBlocks.FromRows(Rows(seed), Length, Pad);

        public PairedBlocks Pairs() => PairedBlocks.Together(Answers(1), Answers(2), RandomKey.FromSeed(1));

        private TokenBlocks Answers(int seed) =>
            TokenBlocks.FromContinuations(Rows(seed).Select((row, i) => (row[..(1 + (i % 2))], row[(1 + (i % 2))..])), Length, Pad);

        private static IEnumerable<int[]> Rows(int seed) =>
            Enumerable.Range(0, 7).Select(i => SmallNetworks.Tokens(3 + ((i * seed) % 6), (ulong)((10 * seed) + i), 10));
    }
}
