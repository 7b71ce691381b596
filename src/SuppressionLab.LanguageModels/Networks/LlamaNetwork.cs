using SuppressionLab.LanguageModels.Tensors;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>
/// Llama (Touvron et al. 2023) with the tensor names, layouts and numbers of Hugging Face's implementation: pre-norm
/// blocks with RMSNorm, rotary positions that turn the first half of a head's values against the second, grouped
/// key-value heads, SwiGLU, matrices stored [out, in], no biases.
/// Initialisation as GPT-2's: N(0, σ²) for matrices and tables with σ = <see cref="LlamaConfiguration.InitializerRange"/>,
/// divided by √(2·layers) for the projections back into the residual stream; norms 1.
/// </summary>
public sealed class LlamaNetwork : LanguageModelNetwork
{
    private readonly LlamaConfiguration _configuration;
    private readonly Tensor _tokenTable;
    private readonly Tensor _head;
    private readonly Tensor _finalNorm;
    private readonly Block[] _blocks;
    private readonly Tensor _cosines;
    private readonly Tensor _sines;

    /// <summary>Creates the network with all values zero; <see cref="NetworkRegistry.Create"/> initialises.</summary>
    /// <param name="configuration">The shape.</param>
    /// <param name="device">Where the parameters live; the CPU if null.</param>
    public LlamaNetwork(LlamaConfiguration configuration, Device? device = null)
        : base(configuration, Specify(configuration), Started(device))
    {
        _configuration = configuration;
        _tokenTable = Flat["model.embed_tokens.weight"];
        _head = configuration.TiesHead ? _tokenTable : Flat["lm_head.weight"];
        _finalNorm = Flat["model.norm.weight"];
        _blocks = [.. Enumerable.Range(0, configuration.Layers).Select(i => BlockOf($"model.layers.{i}"))];
        (_cosines, _sines) = Rotations(configuration, Device);
    }

    /// <inheritdoc/>
    public override Tensor HiddenStates(Tensor tokens) =>
        Normalise(HiddenStates(tokens, _configuration.Layers), _finalNorm);

    /// <inheritdoc/>
    public override Tensor HiddenStates(Tensor tokens, int layer)
    {
        var (batch, time) = Check(tokens, layer);
        // Not table[tokens]: see Gpt2Network.
        var x = _tokenTable.index_select(0, tokens.reshape(batch * time)); // [batch · time, width]
        foreach (var block in _blocks.AsSpan(0, layer))
        {
            x = x.Plus(Attend(block, Normalise(x, block.AttentionNorm), batch, time));
            x = x.Plus(Transform(block, Normalise(x, block.MlpNorm)));
        }
        return x;
    }

    /// <inheritdoc/>
    public override Tensor Project(Tensor hidden) => matmul(hidden, _head.t());

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cosines.Dispose();
            _sines.Dispose();
        }
        base.Dispose(disposing);
    }

    // [batch · time, width] → the same.
    private Tensor Attend(Block block, Tensor x, long batch, long time)
    {
        var (heads, groups) = (_configuration.Heads, _configuration.KeyValueHeads);
        var size = _configuration.Width / heads;
        var mixed = scaled_dot_product_attention(
            Turn(block.Query.Apply(x).view(batch, time, heads, size).transpose(1, 2)), // [batch, heads, time, size]
            Share(Turn(block.Key.Apply(x).view(batch, time, groups, size).transpose(1, 2)), heads / groups),
            Share(block.Value.Apply(x).view(batch, time, groups, size).transpose(1, 2), heads / groups),
            is_casual: true);
        return block.Output.Apply(mixed.transpose(1, 2).reshape(batch * time, _configuration.Width));
    }

    private static Tensor Transform(Block block, Tensor x) =>
        block.Down.Apply(silu(block.Gate.Apply(x)).mul(block.Up.Apply(x)));

    /// <summary>Turns values i and i + size/2 of [batch, heads, time, size] by the angle time · base^(−2i/size).</summary>
    private Tensor Turn(Tensor x)
    {
        var time = x.shape[2];
        return x.mul(_cosines.narrow(0, 0, time)).Plus(x.roll(x.shape[3] / 2, 3).mul(_sines.narrow(0, 0, time)));
    }

    /// <summary>[batch, groups, time, size] → [batch, groups · count, time, size]: each group serves neighbouring heads.</summary>
    private static Tensor Share(Tensor x, long count)
    {
        if (count == 1)
        {
            return x;
        }
        var shape = x.shape;
        return x.unsqueeze(2).expand(shape[0], shape[1], count, shape[2], shape[3])
            .reshape(shape[0], shape[1] * count, shape[2], shape[3]);
    }

    private Tensor Normalise(Tensor x, Tensor weight) =>
        x.mul(x.mul(x).mean([1], keepdim: true).Plus((float)_configuration.RmsNormEpsilon).rsqrt()).mul(weight);

    /// <summary>[context, size]: cosines of the angles, and sines with the sign that a turn by halves needs.</summary>
    private static (Tensor Cosines, Tensor Sines) Rotations(LlamaConfiguration configuration, Device device)
    {
        var (context, size) = (configuration.ContextLength, configuration.Width / configuration.Heads);
        var (cosines, sines) = (new float[context * size], new float[context * size]);
        for (var t = 0; t < context; t++)
        {
            for (var i = 0; i < size; i++)
            {
                var angle = t * Math.Pow(configuration.RotaryBase, -2.0 * (i % (size / 2)) / size);
                cosines[(t * size) + i] = (float)Math.Cos(angle);
                sines[(t * size) + i] = (float)(i < size / 2 ? -Math.Sin(angle) : Math.Sin(angle));
            }
        }
        return (
            tensor(cosines, [context, size], device: device).DetachFromDisposeScope(),
            tensor(sines, [context, size], device: device).DetachFromDisposeScope());
    }

    private Block BlockOf(string name) => new(
        Flat[$"{name}.input_layernorm.weight"],
        LinearOf($"{name}.self_attn.q_proj"), LinearOf($"{name}.self_attn.k_proj"),
        LinearOf($"{name}.self_attn.v_proj"), LinearOf($"{name}.self_attn.o_proj"),
        Flat[$"{name}.post_attention_layernorm.weight"],
        LinearOf($"{name}.mlp.gate_proj"), LinearOf($"{name}.mlp.up_proj"), LinearOf($"{name}.mlp.down_proj"));

    private static List<ParameterSpecification> Specify(LlamaConfiguration configuration)
    {
        configuration.Validate();
        var width = configuration.Width;
        var deviation = configuration.InitializerRange;
        var residual = deviation / Math.Sqrt(2.0 * configuration.Layers);
        var list = new List<ParameterSpecification>
        {
            new("model.embed_tokens.weight", [configuration.VocabularySize, width], true, 0, deviation),
        };
        list.AddRange(configuration.Matrices().Select(matrix => new ParameterSpecification(
            $"{matrix.Name}.weight", [matrix.Outputs, matrix.Inputs], true, 0,
            matrix.Target is "o_proj" or "down_proj" ? residual : deviation)));
        for (var i = 0; i < configuration.Layers; i++)
        {
            list.Add(new($"model.layers.{i}.input_layernorm.weight", [width], false, 1, 0));
            list.Add(new($"model.layers.{i}.post_attention_layernorm.weight", [width], false, 1, 0));
        }
        list.Add(new("model.norm.weight", [width], false, 1, 0));
        if (!configuration.TiesHead)
        {
            list.Add(new("lm_head.weight", [configuration.VocabularySize, width], true, 0, deviation));
        }
        return list;
    }

    private sealed record Block(
        Tensor AttentionNorm, AdaptableLinear Query, AdaptableLinear Key, AdaptableLinear Value, AdaptableLinear Output,
        Tensor MlpNorm, AdaptableLinear Gate, AdaptableLinear Up, AdaptableLinear Down);
}
