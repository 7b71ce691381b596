using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Tests.Networks;

[TestClass]
public class Gpt2NetworkTests
{
    [TestMethod]
    [DataRow(1, 8, 1, 11)]
    [DataRow(2, 12, 3, 11)]
    [DataRow(3, 16, 4, 30)]
    public void Forward_agrees_with_the_formulas_in_float64(int layers, int width, int heads, int vocabulary)
    {
        var configuration = new Gpt2Configuration
        {
            VocabularySize = vocabulary, ContextLength = 16, Layers = layers, Width = width, Heads = heads,
        };
        using var network = SmallNetworks.CreateRough(3, configuration);
        var reference = new ReferenceGpt2(configuration, ReferenceGpt2.WeightsOf(network));
        var rows = new[] { SmallNetworks.Tokens(13, 1, vocabulary), SmallNetworks.Tokens(13, 2, vocabulary) };

        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var tokens = torch.tensor(rows.SelectMany(row => row.Select(t => (long)t)).ToArray(), [2, 13]);
        var logits = network.Forward(tokens);
        CollectionAssert.AreEqual(new long[] { 2, 13, vocabulary }, logits.shape);
        var actual = logits.data<float>().ToArray();
        var expected = rows.SelectMany(row => reference.Logits(row).SelectMany(x => x)).ToArray();
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-5 * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    [TestMethod]
    [DataRow(1, 8, 1)]
    [DataRow(3, 16, 4)]
    public void States_after_each_block_are_those_of_hugging_face(int layers, int width, int heads)
    {
        var configuration = new Gpt2Configuration
        {
            VocabularySize = 11, ContextLength = 16, Layers = layers, Width = width, Heads = heads,
        };
        using var network = SmallNetworks.CreateRough(3, configuration);
        var row = SmallNetworks.Tokens(13, 1);
        var reference = new ReferenceGpt2(configuration, ReferenceGpt2.WeightsOf(network));
        var expected = reference.HuggingFaceHiddenStates(row);
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var tokens = torch.tensor(row.Select(t => (long)t).ToArray(), [1, 13]);
        for (var layer = 0; layer < layers; layer++)
        {
            AssertStates(expected[layer], network.HiddenStates(tokens, layer));
        }
        AssertStates(expected[layers], network.HiddenStates(tokens));
        // Ours after the last block has not been through the last norm.
        AssertStates(reference.States(row, layers), network.HiddenStates(tokens, layers));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => network.HiddenStates(tokens, layers + 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => network.HiddenStates(tokens, -1));
    }

    [TestMethod]
    public void A_position_does_not_see_later_tokens()
    {
        using var network = SmallNetworks.CreateRough();
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
    public void Initial_values_follow_gpt2_and_the_key_alone()
    {
        var configuration = new Gpt2Configuration
        {
            VocabularySize = 100, ContextLength = 64, Layers = 4, Width = 64, Heads = 4,
        };
        using var network = NetworkRegistry.Create(configuration, RandomKey.FromSeed(5));
        torch.manual_seed(99);
        using var again = NetworkRegistry.Create(configuration, RandomKey.FromSeed(5));
        using var other = NetworkRegistry.Create(configuration, RandomKey.FromSeed(6));
        CollectionAssert.AreEqual(network.Flat.ToArray(), again.Flat.ToArray());
        CollectionAssert.AreNotEqual(network.Flat.ToArray(), other.Flat.ToArray());

        var weights = ReferenceGpt2.WeightsOf(network);
        AssertDeviation(weights["transformer.wte.weight"], 0.02);
        AssertDeviation(weights["transformer.h.1.attn.c_attn.weight"], 0.02);
        AssertDeviation(weights["transformer.h.1.attn.c_proj.weight"], 0.02 / Math.Sqrt(8));
        AssertDeviation(weights["transformer.h.3.mlp.c_proj.weight"], 0.02 / Math.Sqrt(8));
        Assert.IsTrue(weights["transformer.h.2.ln_1.weight"].All(v => v == 1));
        Assert.IsTrue(weights["transformer.h.2.mlp.c_fc.bias"].All(v => v == 0));
    }

    [TestMethod]
    public void Published_parameter_count_of_gpt2_small()
    {
        var configuration = new Gpt2Configuration
        {
            VocabularySize = 50257, ContextLength = 1024, Layers = 12, Width = 768, Heads = 12,
        };
        Assert.AreEqual(124_439_808, configuration.ParameterCount);
        Assert.AreEqual(configuration.ParameterCount - (1024 * 768), configuration.MatrixParameterCount);
    }

    [TestMethod]
    public void Parameter_count_is_that_of_the_tensors()
    {
        using var network = SmallNetworks.Create();
        Assert.AreEqual(network.Configuration.ParameterCount, network.Flat.Count);
        Assert.AreEqual(network.Configuration.ParameterCount, network.Flat.Specifications.Sum(s => network.Flat[s.Name].numel()));
    }

    [TestMethod]
    [DataRow("heads", 5, 16, 2, 0.0)]
    [DataRow("width", 3, 0, 2, 0.0)]
    [DataRow("layers", 3, 12, -1, 0.0)]
    [DataRow("dropout", 3, 12, 2, 1.0)]
    [DataRow("dropout", 3, 12, 2, double.NaN)]
    [DataRow("layers", 1, 1 << 20, 1000, 0.0)]
    public void A_wrong_field_is_named(string field, int heads, int width, int layers, double dropout)
    {
        var configuration = new Gpt2Configuration
        {
            VocabularySize = 10, ContextLength = 8, Layers = layers, Width = width, Heads = heads, Dropout = dropout,
        };
        var error = Assert.ThrowsExactly<InputException>(() => NetworkRegistry.Create(configuration, RandomKey.FromSeed(1)));
        StringAssert.StartsWith(error.Message, field + ":");
    }

    private static void AssertStates(double[][] expected, torch.Tensor actual)
    {
        CollectionAssert.AreEqual(new long[] { expected.Length, expected[0].Length }, actual.shape);
        var values = actual.data<float>().ToArray();
        foreach (var (i, value) in expected.SelectMany(state => state).Index())
        {
            Assert.AreEqual(value, values[i], 1e-5 * Math.Max(1, Math.Abs(value)), $"item {i}");
        }
    }

    private static void AssertDeviation(double[] values, double expected)
    {
        var deviation = Math.Sqrt(values.Average(v => v * v));
        // Five standard errors of a sample deviation.
        Assert.AreEqual(expected, deviation, 5 * expected / Math.Sqrt(2 * values.Length));
    }
}
