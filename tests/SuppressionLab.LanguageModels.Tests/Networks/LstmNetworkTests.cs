using SuppressionLab.LanguageModels.Adapters;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Weights;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Tests.Networks;

[TestClass]
public sealed class LstmNetworkTests
{
    private static readonly LstmConfiguration Shape = (LstmConfiguration)SmallNetworks.Of("lstm");

    [TestMethod]
    public void Names_layouts_and_numbers_are_those_of_PyTorchs_module()
    {
        using var network = SmallNetworks.CreateRough(3, Shape);
        using var module = torch.nn.LSTM(12, 12, 2, batchFirst: true);
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var parameters = module.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        CollectionAssert.AreEquivalent(
            parameters.Keys.ToArray(),
            network.Flat.Specifications.Select(s => s.Name).Where(name => name.StartsWith("lstm.", StringComparison.Ordinal))
                .Select(name => name["lstm.".Length..]).ToArray());
        foreach (var (name, parameter) in parameters)
        {
            CollectionAssert.AreEqual(parameter.shape, network.Flat[$"lstm.{name}"].shape, name);
            parameter.copy_(network.Flat[$"lstm.{name}"]);
        }
        var tokens = torch.tensor(SmallNetworks.Tokens(26, 1).Select(t => (long)t).ToArray(), [2, 13]);
        var (expected, _, _) = module.forward(network.HiddenStates(tokens, 0).view(2, 13, 12));
        var difference = network.HiddenStates(tokens).view(2, 13, 12).sub(expected).abs().max().item<float>();
        Assert.IsLessThan(1e-6f, difference);
    }

    [TestMethod]
    public void A_folder_says_what_it_holds()
    {
        using var folder = new TemporaryFolder();
        using var network = NetworkRegistry.Create(Shape with { TiesHead = false }, RandomKey.FromSeed(1));
        Checkpoint.Save(network, folder["a"]);
        var tensors = SafetensorsFile.Read(Path.Combine(folder["a"], "model.safetensors"));
        Assert.HasCount(1 + (2 * 4) + 1, tensors);
        CollectionAssert.AreEqual(new long[] { 48, 12 }, tensors["lstm.weight_hh_l1"].Shape);
        CollectionAssert.AreEqual(new long[] { 11, 12 }, tensors["lm_head.weight"].Shape);
        var text = File.ReadAllText(Path.Combine(folder["a"], "config.json"));
        StringAssert.Contains(text, "\"model_type\": \"lstm\"");
        StringAssert.Contains(text, "\"tie_word_embeddings\": false");
    }

    [TestMethod]
    public void Parameters_and_operations_are_those_of_the_closed_form()
    {
        var shape = Shape with { VocabularySize = 50, Layers = 3, Width = 16 };
        var layers = 3 * ((8 * 16 * 16) + (8 * 16));
        Assert.AreEqual(layers + (50 * 16), shape.ParameterCount);
        Assert.AreEqual(layers + (2 * 50 * 16), (shape with { TiesHead = false }).ParameterCount);
        Assert.AreEqual(6.0 * (layers + (50 * 16)), shape.FlopsPerToken(7));
        Assert.AreEqual((6.0 * layers) + (4 * 50 * 16), shape.FlopsPerToken(7, new LoraOptions()));
        Assert.AreEqual(3 * 2 * 8 * 5 * 16, new LoraOptions().ParameterCount(shape));
        Assert.AreEqual(3 * 8 * 5 * 16, new LoraOptions { Targets = ["weight_hh"] }.ParameterCount(shape));
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => shape.FlopsPerToken(7, new LoraOptions { Targets = ["c_attn"] })).Message,
            "target 'c_attn' is no matrix of lstm; allowed: weight_ih, weight_hh");
    }

    [TestMethod]
    public void Initial_values_have_the_variance_of_PyTorch()
    {
        var shape = Shape with { VocabularySize = 100, Width = 64, TiesHead = false };
        using var network = NetworkRegistry.Create(shape, RandomKey.FromSeed(5));
        var weights = ReferenceNetwork.WeightsOf(network);
        void Deviates(string name, double expected)
        {
            var values = weights[name];
            // Five standard errors of a sample deviation.
            Assert.AreEqual(
                expected, Math.Sqrt(values.Average(v => v * v)), 5 * expected / Math.Sqrt(2 * values.Length), name);
        }
        Deviates("embedding.weight", 0.1);
        Deviates("lm_head.weight", 0.1);
        // U(−1/√width, 1/√width).
        Deviates("lstm.weight_ih_l0", 1 / Math.Sqrt(3 * 64));
        Deviates("lstm.weight_hh_l1", 1 / Math.Sqrt(3 * 64));
        Assert.IsTrue(weights["lstm.bias_ih_l1"].All(v => v == 0));
    }

    [TestMethod]
    public void A_wrong_field_is_named()
    {
        foreach (var (shape, field) in new[]
        {
            (Shape with { InitializerRange = 0 }, "initializerRange"), (Shape with { Width = 0 }, "width"),
            (Shape with { Layers = 1_000, Width = 1 << 20 }, "layers"),
        })
        {
            StringAssert.StartsWith(Assert.ThrowsExactly<InputException>(shape.Validate).Message, $"{field}:");
        }
        var text = NetworkRegistry.FormatConfiguration(Shape).Replace("\"hidden_size\": 12", "\"hidden_size\": \"x\"");
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => NetworkRegistry.ParseConfiguration(text, "config.json")).Message,
            "config.json: hidden_size");
    }
}
