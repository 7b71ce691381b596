using SuppressionLab.LanguageModels.Native;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.LanguageModels.Weights;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Tests.Networks;

/// <summary>What every architecture promises.</summary>
[TestClass]
public sealed class NetworkTests
{
    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Shapes), typeof(SmallNetworks))]
    public void Forward_agrees_with_the_formulas_in_float64(NetworkConfiguration configuration)
    {
        using var network = SmallNetworks.CreateRough(3, configuration);
        var reference = ReferenceNetwork.Of(network);
        var vocabulary = configuration.VocabularySize;
        var rows = new[] { SmallNetworks.Tokens(13, 1, vocabulary), SmallNetworks.Tokens(13, 2, vocabulary) };
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var logits = network.Forward(torch.tensor(rows.SelectMany(row => row.Select(t => (long)t)).ToArray(), [2, 13]));
        CollectionAssert.AreEqual(new long[] { 2, 13, vocabulary }, logits.shape);
        AssertClose([.. rows.SelectMany(row => reference.Logits(row).SelectMany(x => x))], logits);
    }

    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Shapes), typeof(SmallNetworks))]
    public void States_after_each_block_are_those_of_hugging_face(NetworkConfiguration configuration)
    {
        using var network = SmallNetworks.CreateRough(3, configuration);
        var row = SmallNetworks.Tokens(13, 1, configuration.VocabularySize);
        var reference = ReferenceNetwork.Of(network);
        var expected = reference.HuggingFaceHiddenStates(row);
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var tokens = torch.tensor(row.Select(t => (long)t).ToArray(), [1, 13]);
        for (var layer = 0; layer < configuration.Layers; layer++)
        {
            AssertStates(expected[layer], network.HiddenStates(tokens, layer));
        }
        AssertStates(expected[configuration.Layers], network.HiddenStates(tokens));
        // Ours after the last block has not been through the last norm.
        AssertStates(reference.States(row, configuration.Layers), network.HiddenStates(tokens, configuration.Layers));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => network.HiddenStates(tokens, configuration.Layers + 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => network.HiddenStates(tokens, -1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => network.HiddenStates(torch.zeros(1, 17, torch.int64)));
    }

    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Names), typeof(SmallNetworks))]
    public void A_position_does_not_see_later_tokens(string architecture)
    {
        using var network = SmallNetworks.CreateRough(1, SmallNetworks.Of(architecture));
        using var noGradients = torch.no_grad();
        var first = SmallNetworks.Tokens(10, 1);
        int[] second = [.. first[..6], .. SmallNetworks.Tokens(4, 9)];
        using var a = network.Forward(torch.tensor(first.Select(t => (long)t).ToArray(), [1, 10]));
        using var b = network.Forward(torch.tensor(second.Select(t => (long)t).ToArray(), [1, 10]));
        var (x, y) = (a.data<float>().ToArray(), b.data<float>().ToArray());
        CollectionAssert.AreEqual(x[..(6 * 11)], y[..(6 * 11)]);
        CollectionAssert.AreNotEqual(x[(6 * 11)..], y[(6 * 11)..]);
    }

    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Shapes), typeof(SmallNetworks))]
    public void Counts_are_those_of_the_tensors_and_operations_follow_from_them(NetworkConfiguration configuration)
    {
        using var network = SmallNetworks.CreateRough(1, configuration);
        var tensors = network.Flat.Specifications;
        Assert.AreEqual(tensors.Sum(s => network.Flat[s.Name].numel()), configuration.ParameterCount);
        Assert.AreEqual(network.Flat.Count, configuration.ParameterCount);
        // All but the tables; the head is a tensor of its own, or the token table used a second time.
        string[] tables = ["transformer.wte.weight", "transformer.wpe.weight", "model.embed_tokens.weight", "embedding.weight"];
        var head = tensors.Any(s => s.Name == "lm_head.weight") ? 0 : configuration.VocabularySize * configuration.Width;
        var matrices = tensors.Where(s => !tables.Contains(s.Name)).Sum(s => s.Count) + head;
        Assert.AreEqual(matrices, configuration.MatrixParameterCount);
        foreach (var matrix in configuration.Matrices())
        {
            var name = tensors.Any(s => s.Name == matrix.Name) ? matrix.Name : $"{matrix.Name}.weight";
            var specification = tensors.Single(s => s.Name == name);
            long[] shape = configuration is Gpt2Configuration
                ? [matrix.Inputs, matrix.Outputs]
                : [matrix.Outputs, matrix.Inputs];
            CollectionAssert.AreEqual(shape, specification.Shape, matrix.Name);
            Assert.IsTrue(specification.Decays, matrix.Name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Shapes), typeof(SmallNetworks))]
    public void A_checkpoint_and_bytes_give_back_shape_and_values(NetworkConfiguration configuration)
    {
        using var folder = new TemporaryFolder();
        using var network = SmallNetworks.CreateRough(1, configuration);
        Checkpoint.Save(network, folder["a"]);
        using var loaded = Checkpoint.Load(folder["a"]);
        using var fromBytes = Checkpoint.FromBytes(Checkpoint.ToBytes(network));
        using var clone = network.Clone();
        foreach (var other in new[] { loaded, fromBytes, clone })
        {
            Assert.AreEqual(configuration, other.Configuration);
            Assert.AreEqual(configuration.GetHashCode(), other.Configuration.GetHashCode());
            CollectionAssert.AreEqual(network.Flat.ToArray(), other.Flat.ToArray());
        }
    }

    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Names), typeof(SmallNetworks))]
    public void Two_threads_give_the_same_gradient_bits_every_time(string architecture)
    {
        // Large enough for torch to share out every operation; an atomic sum showed in one run of seven.
        using var network = NetworkRegistry.Create(
            SmallNetworks.Of(architecture) with { VocabularySize = 52, ContextLength = 128, Layers = 1, Width = 60 },
            RandomKey.FromSeed(1));
        var batch = new TrainingBatch(SmallNetworks.Tokens(8 * 128, 2, 52), 128, -1);
        float[] Gradient()
        {
            using var scope = torch.NewDisposeScope();
            network.Flat.Gradients.zero_();
            new NextTokenObjective().SummedLoss(network, batch).backward();
            return network.Flat.Gradients.data<float>().ToArray();
        }
        TorchRuntime.Threads = 2;
        try
        {
            var expected = Gradient();
            for (var i = 0; i < 40; i++)
            {
                CollectionAssert.AreEqual(expected, Gradient());
            }
        }
        finally
        {
            TorchRuntime.Threads = 1;
        }
    }

    private static void AssertStates(double[][] expected, torch.Tensor actual)
    {
        CollectionAssert.AreEqual(new long[] { expected.Length, expected[0].Length }, actual.shape);
        AssertClose([.. expected.SelectMany(state => state)], actual);
    }

    private static void AssertClose(double[] expected, torch.Tensor actual)
    {
        var values = actual.data<float>().ToArray();
        Assert.HasCount(expected.Length, values);
        foreach (var (i, value) in expected.Index())
        {
            Assert.AreEqual(value, values[i], 1e-5 * Math.Max(1, Math.Abs(value)), $"item {i}");
        }
    }
}
