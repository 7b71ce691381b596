using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Weights;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Tests.Networks;

[TestClass]
public sealed class LlamaNetworkTests
{
    private static readonly LlamaConfiguration Shape = (LlamaConfiguration)SmallNetworks.Of("llama");

    [TestMethod]
    public void Only_distances_between_positions_count()
    {
        using var network = SmallNetworks.CreateRough(3, Shape);
        var row = SmallNetworks.Tokens(13, 1);
        var far = new ReferenceLlama(Shape, ReferenceNetwork.WeightsOf(network)) { FirstPosition = 5_000 };
        var expected = far.Logits(row).SelectMany(x => x).ToArray();
        var actual = Logits(network, row);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-5 * Math.Max(1, Math.Abs(expected[i])));
        }
        int[] swapped = [row[1], row[0], .. row[2..]];
        CollectionAssert.AreNotEqual(actual[(12 * 11)..], Logits(network, swapped)[(12 * 11)..]);
    }

    [TestMethod]
    public void Grouped_heads_are_full_heads_whose_keys_and_values_repeat()
    {
        using var grouped = SmallNetworks.CreateRough(3, Shape with { Heads = 6, KeyValueHeads = 2 });
        using var full = SmallNetworks.CreateRough(3, Shape with { Heads = 6, KeyValueHeads = 6 });
        var weights = ReferenceNetwork.WeightsOf(grouped);
        const int size = 2 * 12; // A head of width 2 reads 12 values.
        full.Flat.CopyFrom([.. full.Flat.Specifications.SelectMany(s =>
            s.Name.Contains("k_proj", StringComparison.Ordinal) || s.Name.Contains("v_proj", StringComparison.Ordinal)
                ? Enumerable.Range(0, 6).SelectMany(h => weights[s.Name][(h / 3 * size)..((h / 3 * size) + size)])
                : weights[s.Name]).Select(v => (float)v)]);
        var row = SmallNetworks.Tokens(13, 1);
        var (expected, actual) = (Logits(full, row), Logits(grouped, row));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-5 * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    [TestMethod]
    public void Names_layouts_and_configuration_are_those_of_hugging_face()
    {
        using var folder = new TemporaryFolder();
        using var network = NetworkRegistry.Create(Shape, RandomKey.FromSeed(1));
        Checkpoint.Save(network, folder["a"]);
        var tensors = SafetensorsFile.Read(Path.Combine(folder["a"], "model.safetensors"));
        Assert.HasCount(1 + (2 * 9) + 2, tensors);
        CollectionAssert.AreEqual(new long[] { 11, 12 }, tensors["model.embed_tokens.weight"].Shape);
        CollectionAssert.AreEqual(new long[] { 4, 12 }, tensors["model.layers.1.self_attn.k_proj.weight"].Shape);
        CollectionAssert.AreEqual(new long[] { 32, 12 }, tensors["model.layers.0.mlp.gate_proj.weight"].Shape);
        CollectionAssert.AreEqual(new long[] { 12, 32 }, tensors["model.layers.0.mlp.down_proj.weight"].Shape);
        CollectionAssert.AreEqual(new long[] { 12 }, tensors["model.layers.0.post_attention_layernorm.weight"].Shape);
        CollectionAssert.AreEqual(new long[] { 12 }, tensors["model.norm.weight"].Shape);
        CollectionAssert.AreEqual(new long[] { 11, 12 }, tensors["lm_head.weight"].Shape);
        var text = File.ReadAllText(Path.Combine(folder["a"], "config.json"));
        foreach (var field in new[]
        {
            "\"LlamaForCausalLM\"", "\"model_type\": \"llama\"", "\"hidden_size\": 12", "\"intermediate_size\": 32",
            "\"num_hidden_layers\": 2", "\"num_attention_heads\": 3", "\"num_key_value_heads\": 1", "\"head_dim\": 4",
            "\"max_position_embeddings\": 16", "\"rope_theta\": 10000", "\"rms_norm_eps\": 1E-06", "\"tie_word_embeddings\": false",
        })
        {
            StringAssert.Contains(text, field);
        }
    }

    [TestMethod]
    public void A_published_configuration_is_read_and_has_the_published_number_of_parameters()
    {
        // TinyLlama-1.1B.
        const string json = """
            {"architectures":["LlamaForCausalLM"],"bos_token_id":1,"eos_token_id":2,"hidden_act":"silu","hidden_size":2048,
             "initializer_range":0.02,"intermediate_size":5632,"max_position_embeddings":2048,"model_type":"llama",
             "num_attention_heads":32,"num_hidden_layers":22,"num_key_value_heads":4,"pretraining_tp":1,"rms_norm_eps":1e-05,
             "rope_scaling":null,"tie_word_embeddings":false,"torch_dtype":"float32","use_cache":true,"vocab_size":32000}
            """;
        var configuration = NetworkRegistry.ParseConfiguration(json, "config.json");
        Assert.AreEqual(1_100_048_384, configuration.ParameterCount);
        // Llama 2 7B: too large to build here, but its count is known.
        var large = new LlamaConfiguration
        {
            VocabularySize = 32_000, ContextLength = 4_096, Layers = 32, Width = 4_096, Heads = 32, MlpWidth = 11_008,
        };
        Assert.AreEqual(6_738_415_616, large.ParameterCount);
    }

    [TestMethod]
    [DataRow("\"hidden_act\": \"silu\"", "\"hidden_act\": \"gelu\"", "hidden_act")]
    [DataRow("\"rope_scaling\": null", "\"rope_scaling\": {\"factor\": 2}", "rope_scaling")]
    [DataRow("\"rope_scaling\": null", "\"rope_parameters\": {\"rope_type\": \"llama3\"}", "rope_type")]
    [DataRow("\"attention_bias\": false", "\"attention_bias\": true", "attention_bias")]
    [DataRow("\"head_dim\": 4", "\"head_dim\": 8", "head_dim")]
    [DataRow("\"num_key_value_heads\": 1", "\"num_key_value_heads\": 2", "keyValueHeads")]
    [DataRow("\"tie_word_embeddings\": false", "\"tie_word_embeddings\": 3", "tie_word_embeddings")]
    public void A_configuration_that_is_not_supported_is_named(string from, string to, string field)
    {
        var text = NetworkRegistry.FormatConfiguration(Shape);
        StringAssert.Contains(text, from);
        var error = Assert.ThrowsExactly<InputException>(
            () => NetworkRegistry.ParseConfiguration(text.Replace(from, to), "config.json"));
        StringAssert.StartsWith(error.Message, "config.json");
        StringAssert.Contains(error.Message, field);
    }

    [TestMethod]
    public void The_rotary_base_is_also_read_where_newer_files_keep_it()
    {
        var text = NetworkRegistry.FormatConfiguration(Shape)
            .Replace("\"rope_scaling\": null", "\"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\": 500}");
        Assert.AreEqual(500, ((LlamaConfiguration)NetworkRegistry.ParseConfiguration(text, "config.json")).RotaryBase);
    }

    [TestMethod]
    public void A_wrong_field_is_named()
    {
        foreach (var (shape, field) in new (LlamaConfiguration, string)[]
        {
            (Shape with { KeyValueHeads = 2 }, "keyValueHeads"), (Shape with { KeyValueHeads = 0 }, "keyValueHeads"),
            (Shape with { Heads = 4, KeyValueHeads = 1 }, "heads"), (Shape with { MlpWidth = 0 }, "mlpWidth"),
            (Shape with { RotaryBase = 0 }, "rotaryBase"), (Shape with { RmsNormEpsilon = 1 }, "rmsNormEpsilon"),
            (Shape with { InitializerRange = 2 }, "initializerRange"), (Shape with { Layers = 0 }, "layers"),
        })
        {
            StringAssert.StartsWith(Assert.ThrowsExactly<InputException>(shape.Validate).Message, $"{field}:");
        }
    }

    [TestMethod]
    public void Initial_values_follow_the_scheme_of_gpt2()
    {
        var shape = Shape with { VocabularySize = 100, Layers = 4, Width = 64, Heads = 4, MlpWidth = 96 };
        using var network = NetworkRegistry.Create(shape, RandomKey.FromSeed(5));
        var weights = ReferenceNetwork.WeightsOf(network);
        void Deviates(string name, double expected)
        {
            var values = weights[name];
            // Five standard errors of a sample deviation.
            Assert.AreEqual(
                expected, Math.Sqrt(values.Average(v => v * v)), 5 * expected / Math.Sqrt(2 * values.Length), name);
        }
        Deviates("model.embed_tokens.weight", 0.02);
        Deviates("lm_head.weight", 0.02);
        Deviates("model.layers.1.self_attn.q_proj.weight", 0.02);
        Deviates("model.layers.1.self_attn.o_proj.weight", 0.02 / Math.Sqrt(8));
        Deviates("model.layers.3.mlp.down_proj.weight", 0.02 / Math.Sqrt(8));
        Assert.IsTrue(weights["model.layers.2.input_layernorm.weight"].All(v => v == 1));
    }

    private static float[] Logits(LanguageModelNetwork network, int[] row)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        return network.Forward(torch.tensor(row.Select(t => (long)t).ToArray(), [1, row.Length])).data<float>().ToArray();
    }
}
