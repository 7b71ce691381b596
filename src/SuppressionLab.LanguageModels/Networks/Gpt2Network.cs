using SuppressionLab.LanguageModels.Tensors;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>
/// GPT-2 (Radford et al. 2019) with the tensor names, layouts and numbers of Hugging Face's implementation: pre-norm
/// blocks, learned positions, tanh-approximated GELU, matrices stored [in, out], the head tied to the token table.
/// Initialisation: N(0, σ²) for matrices and tables with σ = <see cref="Gpt2Configuration.InitializerRange"/>, divided by
/// √(2·layers) for the projections back into the residual stream; biases 0; layer norms 1 and 0.
/// </summary>
public sealed class Gpt2Network : LanguageModelNetwork
{
    private readonly Gpt2Configuration _configuration;
    private readonly Tensor _tokenTable;
    private readonly Tensor _positionTable;
    private readonly Norm _finalNorm;
    private readonly Block[] _blocks;
    private readonly long[] _width;

    /// <summary>Creates the network with all values zero; <see cref="NetworkRegistry.Create"/> initialises.</summary>
    /// <param name="configuration">The shape.</param>
    /// <param name="device">Where the parameters live; the CPU if null.</param>
    public Gpt2Network(Gpt2Configuration configuration, Device? device = null)
        : base(configuration, Specify(configuration), Started(device))
    {
        _configuration = configuration;
        _tokenTable = Flat["transformer.wte.weight"];
        _positionTable = Flat["transformer.wpe.weight"];
        _finalNorm = NormOf("transformer.ln_f");
        _blocks = [.. Enumerable.Range(0, configuration.Layers).Select(i => BlockOf($"transformer.h.{i}"))];
        _width = [configuration.Width];
    }

    /// <inheritdoc/>
    public override bool IsStochastic => _configuration.Dropout > 0;

    /// <inheritdoc/>
    public override Tensor HiddenStates(Tensor tokens) =>
        Normalise(HiddenStates(tokens, _configuration.Layers), _finalNorm);

    /// <inheritdoc/>
    public override Tensor HiddenStates(Tensor tokens, int layer)
    {
        var (batch, time) = Check(tokens, layer);
        var positions = _positionTable.narrow(0, 0, time);
        // Not table[tokens]: that gradient adds up atomically on several threads, so that its bits vary from run to run.
        var x = _tokenTable.index_select(0, tokens.reshape(batch * time)).view(batch, time, _configuration.Width);
        x = Drop(x.AddInPlace(positions).view(batch * time, _configuration.Width)); // [batch · time, width]
        foreach (var block in _blocks.AsSpan(0, layer))
        {
            x = x.Plus(Drop(Attend(block, Normalise(x, block.AttentionNorm), batch, time)));
            x = x.Plus(Drop(Transform(block, Normalise(x, block.MlpNorm))));
        }
        return x;
    }

    /// <inheritdoc/>
    public override Tensor Project(Tensor hidden) => matmul(hidden, _tokenTable.t());

    // [batch · time, width] → the same; one product makes query, key and value.
    private Tensor Attend(Block block, Tensor x, long batch, long time)
    {
        var heads = _configuration.Heads;
        var parts = block.Attention.Apply(x)
            .view(batch, time, 3, heads, _configuration.Width / heads)
            .unbind(2);
        var mixed = scaled_dot_product_attention(
            parts[0].transpose(1, 2), // [batch, heads, time, width / heads]
            parts[1].transpose(1, 2),
            parts[2].transpose(1, 2),
            p: IsTraining ? _configuration.Dropout : 0,
            is_casual: true);
        mixed = mixed.transpose(1, 2).reshape(batch * time, _configuration.Width);
        return block.AttentionOut.Apply(mixed);
    }

    private static Tensor Transform(Block block, Tensor x)
    {
        var inner = block.MlpIn.Apply(x); // [batch · time, 4 · width]
        return block.MlpOut.Apply(gelu(inner, GELU.Approximate.tanh));
    }

    private Tensor Normalise(Tensor x, Norm norm) =>
        layer_norm(x, _width, norm.Weight, norm.Bias, _configuration.LayerNormEpsilon);

    private Tensor Drop(Tensor x) => IsTraining && IsStochastic ? dropout(x, _configuration.Dropout, true) : x;

    private Norm NormOf(string name) => new(Flat[$"{name}.weight"], Flat[$"{name}.bias"]);

    private Block BlockOf(string name) => new(
        NormOf($"{name}.ln_1"), LinearOf($"{name}.attn.c_attn"), LinearOf($"{name}.attn.c_proj"),
        NormOf($"{name}.ln_2"), LinearOf($"{name}.mlp.c_fc"), LinearOf($"{name}.mlp.c_proj"));

    private static List<ParameterSpecification> Specify(Gpt2Configuration configuration)
    {
        configuration.Validate();
        var width = configuration.Width;
        var deviation = configuration.InitializerRange;
        var residual = deviation / Math.Sqrt(2.0 * configuration.Layers);
        var list = new List<ParameterSpecification>
        {
            new("transformer.wte.weight", [configuration.VocabularySize, width], true, 0, deviation),
            new("transformer.wpe.weight", [configuration.ContextLength, width], true, 0, deviation),
        };
        for (var i = 0; i < configuration.Layers; i++)
        {
            var name = $"transformer.h.{i}";
            AddNorm(list, $"{name}.ln_1", width);
            AddLinear(list, $"{name}.attn.c_attn", width, 3 * width, deviation);
            AddLinear(list, $"{name}.attn.c_proj", width, width, residual);
            AddNorm(list, $"{name}.ln_2", width);
            AddLinear(list, $"{name}.mlp.c_fc", width, 4 * width, deviation);
            AddLinear(list, $"{name}.mlp.c_proj", 4 * width, width, residual);
        }
        AddNorm(list, "transformer.ln_f", width);
        return list;
    }

    private static void AddNorm(List<ParameterSpecification> list, string name, int width)
    {
        list.Add(new($"{name}.weight", [width], false, 1, 0));
        list.Add(new($"{name}.bias", [width], false, 0, 0));
    }

    private static void AddLinear(List<ParameterSpecification> list, string name, int from, int to, double deviation)
    {
        list.Add(new($"{name}.weight", [from, to], true, 0, deviation));
        list.Add(new($"{name}.bias", [to], false, 0, 0));
    }

    private sealed record Norm(Tensor Weight, Tensor Bias);

    private sealed record Block(
        Norm AttentionNorm, AdaptableLinear Attention, AdaptableLinear AttentionOut,
        Norm MlpNorm, AdaptableLinear MlpIn, AdaptableLinear MlpOut);
}
