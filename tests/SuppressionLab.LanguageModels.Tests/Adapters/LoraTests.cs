using SuppressionLab.LanguageModels.Adapters;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Tests.Networks;
using SuppressionLab.LanguageModels.Tests.Training;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.LanguageModels.Weights;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Tests.Shared;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Tests.Adapters;

[TestClass]
public sealed class LoraTests
{
    private static readonly LoraOptions Options = new() { Rank = 3, Alpha = 5 };

    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Names), typeof(SmallNetworks))]
    public void Where_B_is_zero_the_network_is_the_base_bit_for_bit(string architecture)
    {
        using var network = SmallNetworks.CreateRough(4, SmallNetworks.Of(architecture));
        var before = Logits(network);
        network.Attach(Options, RandomKey.FromSeed(1));
        Assert.IsTrue(Tensor(network, NameOf(network, 0, 'A')).Any(a => a != 0));
        Assert.IsTrue(Tensor(network, NameOf(network, 0, 'B')).All(b => b == 0));
        CollectionAssert.AreEqual(before, Logits(network));
    }

    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Names), typeof(SmallNetworks))]
    public void Gradients_of_A_and_B_are_projections_of_that_of_the_whole_matrix(string architecture)
    {
        using var network = Adapted(architecture);
        using var whole = network.MergedClone();
        Backward(whole);
        Backward(network);
        var adapter = network.Adapter!;
        foreach (var (i, matrix) in adapter.Matrices.Index())
        {
            var (a, b) = (Tensor(network, NameOf(network, i, 'A')), Tensor(network, NameOf(network, i, 'B')));
            var name = whole.Flat.Specifications.Single(s => s.Name == matrix.Name || s.Name == $"{matrix.Name}.weight").Name;
            var full = Gradient(whole.Flat, name);
            // The gradient of W [outputs, inputs], whichever way it is stored.
            double Full(int output, int input) =>
                full[network.Configuration is Gpt2Configuration ? (input * matrix.Outputs) + output : (output * matrix.Inputs) + input];
            var scale = Options.Alpha / Options.Rank;
            var ofA = from r in Enumerable.Range(0, 3)
                      from input in Enumerable.Range(0, matrix.Inputs)
                      select scale * Enumerable.Range(0, matrix.Outputs).Sum(o => b[(o * 3) + r] * Full(o, input));
            var ofB = from output in Enumerable.Range(0, matrix.Outputs)
                      from r in Enumerable.Range(0, 3)
                      select scale * Enumerable.Range(0, matrix.Inputs).Sum(n => Full(output, n) * a[(r * matrix.Inputs) + n]);
            AssertClose([.. ofA], Gradient(adapter.Parameters, NameOf(network, i, 'A')), $"{matrix.Name}, A");
            AssertClose([.. ofB], Gradient(adapter.Parameters, NameOf(network, i, 'B')), $"{matrix.Name}, B");
        }
        Assert.IsTrue(network.Flat.Gradients.data<float>().ToArray().All(g => g == 0));
    }

    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Names), typeof(SmallNetworks))]
    public void Training_moves_A_and_B_alone_and_lowers_the_loss(string architecture)
    {
        using var network = SmallNetworks.CreateRough(4, SmallNetworks.Of(architecture));
        var before = network.Flat.ToArray();
        network.Attach(Options, RandomKey.FromSeed(1));
        var start = network.Adapter!.Parameters.ToArray();
        // A first token drawn from 8, then t + 1 mod 8.
        var rows = Enumerable.Range(0, 64).Select(i => Enumerable.Range(i, 9).Select(t => t % 8).ToArray());
        var batches = new ShuffledBlocks(TokenBlocks.FromRows(rows, 9, -1), RandomKey.FromSeed(1));
        var result = TrainingLoop.Run(network, new NextTokenObjective(), batches, new TrainingOptions
        {
            Steps = 60, LearningRate = 0.02, BatchSize = 8, HistoryInterval = 1,
        });
        CollectionAssert.AreEqual(before, network.Flat.ToArray());
        Assert.IsTrue(start.Zip(network.Adapter.Parameters.ToArray(), (a, b) => a != b).All(moved => moved));
        // Whatever ignores the tokens before has ln 8 at best.
        Assert.IsGreaterThan(Math.Log(8), result.History[0].Loss);
        Assert.IsLessThan(Math.Log(8) - 0.2, result.FinalLoss);
    }

    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Names), typeof(SmallNetworks))]
    public void Merged_the_network_computes_the_same_and_is_an_ordinary_one(string architecture)
    {
        using var network = Adapted(architecture);
        var before = network.Flat.ToArray();
        var adapted = Logits(network);
        using var clone = network.Clone();
        using var loaded = Checkpoint.FromBytes(Checkpoint.ToBytes(network));
        network.Merge();
        AssertClose([.. adapted.Select(x => (double)x)], Logits(network), "logits");
        CollectionAssert.AreEqual(Logits(network), Logits(loaded));
        CollectionAssert.AreEqual(adapted, Logits(clone));
        CollectionAssert.AreEqual(before, clone.Flat.ToArray());
        Assert.IsNull(network.Adapter);
        Assert.AreSame(network.Flat, network.Trained);
        Backward(network);
        Backward(loaded);
        CollectionAssert.AreEqual(loaded.Flat.Gradients.data<float>().ToArray(), network.Flat.Gradients.data<float>().ToArray());
        Assert.IsTrue(network.Flat.Gradients.data<float>().ToArray().Any(g => g != 0));
    }

    [TestMethod]
    public void Only_the_matrices_that_are_named_are_adapted()
    {
        using var network = SmallNetworks.CreateRough(4);
        var before = ReferenceNetwork.WeightsOf(network);
        network.Attach(new LoraOptions { Rank = 1, Targets = ["c_proj"] }, RandomKey.FromSeed(1));
        Roughen(network);
        network.Merge();
        foreach (var (name, values) in ReferenceNetwork.WeightsOf(network))
        {
            Assert.AreEqual(name.EndsWith("c_proj.weight", StringComparison.Ordinal), !values.SequenceEqual(before[name]), name);
        }
    }

    [TestMethod]
    public void Parameters_and_operations_are_those_of_the_closed_form()
    {
        var network = new Gpt2Configuration { VocabularySize = 50, ContextLength = 32, Layers = 3, Width = 16, Heads = 2 };
        // Inputs and outputs of the four matrices of a block: (1 + 3) + (1 + 1) + (1 + 4) + (4 + 1) widths.
        Assert.AreEqual(3 * 16 * 16 * 8, new LoraOptions().ParameterCount(network));
        var attention = new LoraOptions { Rank = 2, Targets = ["c_attn"] };
        Assert.AreEqual(3 * 4 * 16 * 2, attention.ParameterCount(network));
        var (own, length) = (network.MatrixParameterCount, 20);
        Assert.AreEqual(
            (4.0 * own) + (6 * 3 * 4 * 16 * 2) + (12 * 3 * 16 * length), network.FlopsPerToken(length, attention));
        using var adapted = NetworkRegistry.Create(network, RandomKey.FromSeed(1));
        adapted.Attach(new LoraOptions(), RandomKey.FromSeed(1));
        Assert.AreEqual(3 * 16 * 16 * 8, adapted.Trained.Count);
    }

    [TestMethod]
    public void The_initial_A_has_the_deviation_of_the_published_implementation()
    {
        using var network = NetworkRegistry.Create(
            new Gpt2Configuration { VocabularySize = 5, ContextLength = 4, Layers = 1, Width = 128, Heads = 1 }, RandomKey.FromSeed(1));
        network.Attach(new LoraOptions { Rank = 16 }, RandomKey.FromSeed(1));
        var a = Tensor(network, "transformer.h.0.mlp.c_proj.lora_A.weight");
        // Kaiming-uniform with a = √5 is U(−1/√inputs, 1/√inputs).
        var expected = 1 / Math.Sqrt(3 * 512);
        Assert.AreEqual(expected, Math.Sqrt(a.Average(x => x * x)), 5 * expected / Math.Sqrt(2 * a.Length));
    }

    [TestMethod]
    public void What_does_not_fit_is_refused_by_name()
    {
        var network = SmallNetworks.Configuration;
        void Refused(LoraOptions options, string message) =>
            StringAssert.Contains(Assert.ThrowsExactly<InputException>(() => options.Validate(network)).Message, message);
        Refused(new() { Rank = 0 }, "adapter: rank 0; 1 to 12 is allowed");
        Refused(new() { Rank = 200 }, "adapter: rank 200 is over the width 12 of transformer.h.0.attn.c_attn; 1 to 12 is allowed");
        Refused(new() { Alpha = 0 }, "adapter: alpha 0; a number above 0 is allowed");
        Refused(new() { Alpha = double.NaN }, "adapter: alpha NaN");
        Refused(new() { Targets = ["c_attn", "q_proj"] }, "adapter: target 'q_proj' is no matrix of gpt2; allowed: c_attn, c_proj, c_fc");
        using var adapted = Adapted("gpt2");
        var error = Assert.ThrowsExactly<InputException>(() => adapted.Attach(Options, RandomKey.FromSeed(1)));
        StringAssert.Contains(error.Message, "it must be merged");
    }

    [TestMethod]
    public void A_checkpoint_of_another_adapter_is_refused_and_of_the_same_one_has_PEFTs_names()
    {
        using var folder = new TemporaryFolder();
        var training = new TrainingOptions { Steps = 3, LearningRate = 0.01, BatchSize = 4 };
        void Train(LoraOptions? adapter) => TrainingLoopTests.Train(training, folder: folder["run"], adapter: adapter);
        void Refused(LoraOptions? adapter, string message) => StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => Train(adapter)).Message, message);
        Train(Options);
        Train(Options with { Targets = ["c_proj", "c_fc", "c_attn"] });
        Refused(null, "adapter: the checkpoint has rank 3, alpha 5, targets c_attn, c_proj, c_fc, this run none");
        Refused(Options with { Alpha = 6 }, "this run rank 3, alpha 6, targets c_attn, c_proj, c_fc");
        Refused(Options with { Targets = ["c_fc"] }, "this run rank 3, alpha 5, targets c_fc");
        var tensors = SafetensorsFile.Read(Path.Combine(folder["run"], "adapter_model.safetensors"));
        Assert.HasCount(2 * 4 * 2, tensors);
        CollectionAssert.AreEqual(new long[] { 3, 48 }, tensors["base_model.model.transformer.h.1.mlp.c_proj.lora_A.weight"].Shape);
        CollectionAssert.AreEqual(new long[] { 12, 3 }, tensors["base_model.model.transformer.h.1.mlp.c_proj.lora_B.weight"].Shape);
        using var other = SmallNetworks.Create(seed: 7);
        other.Attach(Options, RandomKey.FromSeed(2));
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => TrainingLoop.Run(
                other, new NextTokenObjective(), TrainingLoopTests.Source(), training, folder["run"])).Message,
            "adapted model: the checkpoint's is another");
        File.Delete(Path.Combine(folder["run"], "adapter_config.json"));
        Refused(Options, "adapter: the checkpoint has none, this run rank 3");
    }

    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Names), typeof(SmallNetworks))]
    public void The_checkpoint_of_a_run_that_trains_an_adapter_loads_as_the_merged_network(string architecture)
    {
        using var folder = new TemporaryFolder();
        var training = new TrainingOptions { Steps = 3, LearningRate = 0.01, BatchSize = 4 };
        var (expected, _) = TrainingLoopTests.Train(training, SmallNetworks.Of(architecture), folder["run"], adapter: Options);
        using var loaded = Checkpoint.Load(folder["run"]);
        Assert.IsNull(loaded.Adapter);
        CollectionAssert.AreEqual(expected, loaded.Flat.ToArray());
        var path = Path.Combine(folder["run"], "adapter_config.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"r\": 3", "\"r\": 2"));
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => Checkpoint.Load(folder["run"])).Message, "adapter_model.safetensors: tensor '");
        File.WriteAllText(path, File.ReadAllText(path).Replace("LORA", "IA3"));
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => Checkpoint.Load(folder["run"])).Message, "adapter_config.json: peft_type");
    }

    [TestMethod]
    public void Making_training_merging_and_copying_adapters_disposes_every_tensor()
    {
        void Use(int times)
        {
            for (var i = 0; i < times; i++)
            {
                using var network = SmallNetworks.Create();
                network.Attach(Options, RandomKey.FromSeed(1));
                TrainingLoop.Run(
                    network, new NextTokenObjective(), TrainingLoopTests.Source(),
                    new TrainingOptions { Steps = 2, LearningRate = 0.01, BatchSize = 4 });
                network.MergedClone().Dispose();
                network.Clone().Dispose();
                if (i % 2 == 0)
                {
                    network.Merge();
                }
            }
        }
        Use(1);
        var growth = -1L;
        NoCollection.During(() =>
        {
            var before = torch.Tensor.TotalCount;
            Use(10);
            growth = torch.Tensor.TotalCount - before;
        });
        Assert.AreEqual(0, growth);
    }

    /// <summary>A network whose A and B are far from their start.</summary>
    private static LanguageModelNetwork Adapted(string architecture)
    {
        var network = SmallNetworks.CreateRough(4, SmallNetworks.Of(architecture));
        network.Attach(Options, RandomKey.FromSeed(1));
        Roughen(network);
        return network;
    }

    private static void Roughen(LanguageModelNetwork network)
    {
        var stream = RandomKey.FromSeed(9).Open();
        network.Trained.CopyFrom([.. Enumerable.Range(0, (int)network.Trained.Count).Select(_ => (float)(0.2 * stream.NextGaussian()))]);
    }

    private static string NameOf(LanguageModelNetwork network, int matrix, char factor) =>
        $"{network.Adapter!.Matrices[matrix].Name}.lora_{factor}.weight";

    private static double[] Tensor(LanguageModelNetwork network, string name)
    {
        using var scope = torch.NewDisposeScope();
        return [.. network.Trained[name].detach().contiguous().data<float>().ToArray().Select(x => (double)x)];
    }

    private static float[] Gradient(FlatParameters parameters, string name)
    {
        using var scope = torch.NewDisposeScope();
        return parameters[name].grad!.contiguous().data<float>().ToArray();
    }

    private static float[] Logits(LanguageModelNetwork network)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        return network.Forward(Tokens()).data<float>().ToArray();
    }

    private static void Backward(LanguageModelNetwork network)
    {
        using var scope = torch.NewDisposeScope();
        network.Trained.Gradients.zero_();
        new NextTokenObjective().SummedLoss(network, new TrainingBatch(SmallNetworks.Tokens(24, 5), 12, -1)).backward();
    }

    private static torch.Tensor Tokens() =>
        torch.tensor(SmallNetworks.Tokens(24, 5).Select(t => (long)t).ToArray(), [2, 12]);

    private static void AssertClose(double[] expected, float[] actual, string what)
    {
        Assert.HasCount(expected.Length, actual);
        var distance = Math.Sqrt(expected.Zip(actual, (a, b) => Math.Pow(a - b, 2)).Sum() / expected.Sum(a => a * a));
        Assert.IsLessThan(1e-5, distance, what);
    }
}
