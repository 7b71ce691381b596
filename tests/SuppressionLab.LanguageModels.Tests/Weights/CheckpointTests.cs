using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Tests.Networks;
using SuppressionLab.LanguageModels.Weights;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.LanguageModels.Tests.Weights;

[TestClass]
public class CheckpointTests
{
    [TestMethod]
    public void A_folder_gives_back_shape_and_values()
    {
        using var folder = new TemporaryFolder();
        var configuration = SmallNetworks.Configuration with { Dropout = 0.1, LayerNormEpsilon = 1e-6 };
        using var network = SmallNetworks.CreateRough(1, configuration);
        Checkpoint.Save(network, folder["a"]);
        Checkpoint.Save(network, folder["a"]);
        using var loaded = Checkpoint.Load(folder["a"]);
        Assert.AreEqual(configuration, loaded.Configuration);
        CollectionAssert.AreEqual(network.Flat.ToArray(), loaded.Flat.ToArray());
        CollectionAssert.AreEquivalent(
            new[] { "config.json", "model.safetensors" }, Directory.GetFiles(folder["a"]).Select(Path.GetFileName).ToArray());
        Assert.HasCount(1, Directory.GetFileSystemEntries(folder.Root));
    }

    [TestMethod]
    public void Names_and_layouts_are_those_of_hugging_face()
    {
        using var folder = new TemporaryFolder();
        using var network = SmallNetworks.Create();
        Checkpoint.Save(network, folder["a"]);
        var tensors = SafetensorsFile.Read(Path.Combine(folder["a"], "model.safetensors"));
        Assert.HasCount(2 + (2 * 12) + 2, tensors);
        CollectionAssert.AreEqual(new long[] { 11, 12 }, tensors["transformer.wte.weight"].Shape);
        CollectionAssert.AreEqual(new long[] { 16, 12 }, tensors["transformer.wpe.weight"].Shape);
        CollectionAssert.AreEqual(new long[] { 12, 36 }, tensors["transformer.h.1.attn.c_attn.weight"].Shape);
        CollectionAssert.AreEqual(new long[] { 48, 12 }, tensors["transformer.h.0.mlp.c_proj.weight"].Shape);
        CollectionAssert.AreEqual(new long[] { 12 }, tensors["transformer.ln_f.bias"].Shape);
    }

    [TestMethod]
    public void A_bare_models_names_and_a_tied_head_are_accepted()
    {
        using var folder = new TemporaryFolder();
        using var network = SmallNetworks.CreateRough();
        Checkpoint.Save(network, folder["a"]);
        var path = Path.Combine(folder["a"], "model.safetensors");
        var bare = SafetensorsFile.Read(path).Values
            .Select(t => t with { Name = t.Name["transformer.".Length..] })
            .Append(new SafetensorsTensor("lm_head.weight", [11, 12], new float[132]))
            .Append(new SafetensorsTensor("h.0.attn.bias", [1, 1, 16, 16], new float[256]));
        SafetensorsFile.Write(path, [.. bare]);
        using var loaded = Checkpoint.Load(folder["a"]);
        CollectionAssert.AreEqual(network.Flat.ToArray(), loaded.Flat.ToArray());
    }

    [TestMethod]
    public void Bytes_give_back_shape_and_values()
    {
        using var network = SmallNetworks.CreateRough();
        using var loaded = Checkpoint.FromBytes(Checkpoint.ToBytes(network));
        Assert.AreEqual(network.Configuration, loaded.Configuration);
        CollectionAssert.AreEqual(network.Flat.ToArray(), loaded.Flat.ToArray());
        Assert.ThrowsExactly<InputException>(() => Checkpoint.FromBytes(Checkpoint.ToBytes(network)[..^1]));
    }

    [TestMethod]
    public void A_tensor_missing_or_of_another_shape_is_named()
    {
        using var folder = new TemporaryFolder();
        using var network = SmallNetworks.Create();
        Checkpoint.Save(network, folder["a"]);
        var path = Path.Combine(folder["a"], "model.safetensors");
        var tensors = SafetensorsFile.Read(path);
        SafetensorsFile.Write(path, [.. tensors.Values.Where(t => t.Name != "transformer.ln_f.bias")]);
        StringAssert.Contains(Refusal(folder["a"]), "'transformer.ln_f.bias' is missing");
        SafetensorsFile.Write(path, [.. tensors.Values.Select(
            t => t.Name == "transformer.ln_f.bias" ? t with { Shape = [3, 4] } : t)]);
        StringAssert.Contains(Refusal(folder["a"]), "[3, 4]");
    }

    [TestMethod]
    [DataRow("\"n_head\": 3", "\"n_head\": 5", "heads")]
    [DataRow("\"n_layer\": 2", "\"n_layer\": \"two\"", "n_layer")]
    [DataRow("\"vocab_size\": 11", "\"vocab_size\": -1", "vocabularySize")]
    [DataRow("\"gelu_new\"", "\"relu\"", "activation_function")]
    [DataRow("\"model_type\": \"gpt2\"", "\"model_type\": \"bert\"", "model_type")]
    [DataRow("\"n_inner\": null", "\"n_inner\": 13", "n_inner")]
    [DataRow("\"scale_attn_weights\": true", "\"scale_attn_weights\": false", "scale_attn_weights")]
    [DataRow("{", "", "JSON")]
    public void A_configuration_that_is_not_supported_is_named(string from, string to, string field)
    {
        using var folder = new TemporaryFolder();
        using var network = SmallNetworks.Create();
        Checkpoint.Save(network, folder["a"]);
        var path = Path.Combine(folder["a"], "config.json");
        var text = File.ReadAllText(path);
        StringAssert.Contains(text, from);
        File.WriteAllText(path, text.Replace(from, to));
        var message = Refusal(folder["a"]);
        StringAssert.Contains(message, field);
        StringAssert.Contains(message, path);
    }

    [TestMethod]
    public void Published_gpt2_configuration_is_read()
    {
        const string json = """
            {"activation_function":"gelu_new","architectures":["GPT2LMHeadModel"],"attn_pdrop":0.1,"bos_token_id":50256,
             "embd_pdrop":0.1,"eos_token_id":50256,"initializer_range":0.02,"layer_norm_epsilon":1e-05,"model_type":"gpt2",
             "n_ctx":1024,"n_embd":768,"n_head":12,"n_layer":12,"n_positions":1024,"resid_pdrop":0.1,
             "summary_activation":null,"task_specific_params":{"text-generation":{"do_sample":true}},"vocab_size":50257}
            """;
        var configuration = NetworkRegistry.ParseConfiguration(json, "config.json");
        Assert.AreEqual(124_439_808, configuration.ParameterCount);
        Assert.AreEqual(0.1, ((Gpt2Configuration)configuration).Dropout);
    }

    [TestMethod]
    public void A_clone_has_memory_of_its_own()
    {
        using var network = NetworkRegistry.Create(SmallNetworks.Configuration, RandomKey.FromSeed(1));
        using var clone = network.Clone();
        var before = network.Flat.ToArray();
        clone.Initialise(RandomKey.FromSeed(2));
        CollectionAssert.AreEqual(before, network.Flat.ToArray());
        CollectionAssert.AreNotEqual(before, clone.Flat.ToArray());
    }

    private static string Refusal(string folder) =>
        Assert.ThrowsExactly<InputException>(() => Checkpoint.Load(folder)).Message;
}
