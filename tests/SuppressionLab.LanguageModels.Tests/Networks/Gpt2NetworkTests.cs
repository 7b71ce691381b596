using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Tests.Networks;

[TestClass]
public class Gpt2NetworkTests
{
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

        var weights = ReferenceNetwork.WeightsOf(network);
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

    private static void AssertDeviation(double[] values, double expected)
    {
        var deviation = Math.Sqrt(values.Average(v => v * v));
        // Five standard errors of a sample deviation.
        Assert.AreEqual(expected, deviation, 5 * expected / Math.Sqrt(2 * values.Length));
    }
}
