using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>
/// The shape of a Llama (Touvron et al. 2023, arXiv 2302.13971, with the grouped heads of its successor, 2307.09288):
/// pre-norm blocks with RMSNorm, rotary positions, SwiGLU, no biases.
/// </summary>
public sealed record LlamaConfiguration : AttentionConfiguration
{
    private readonly int? _keyValueHeads;
    private readonly int? _mlpWidth;

    /// <inheritdoc/>
    public override string Architecture => "llama";

    /// <summary>
    /// The number of heads that have keys and values of their own, a divisor of the heads: each serves heads /
    /// <see cref="KeyValueHeads"/> of them. Default: all heads, plain multi-head attention.
    /// </summary>
    public int KeyValueHeads
    {
        get => _keyValueHeads ?? Heads;
        init => _keyValueHeads = value;
    }

    /// <summary>
    /// The inner width of the MLP, 1 to 2²⁰. Default: 8/3 of the width, rounded up to a multiple of 8, so that its three
    /// matrices have about the parameters of GPT-2's two.
    /// </summary>
    public int MlpWidth
    {
        get => _mlpWidth ?? (int)(((8L * Width) + 23) / 24 * 8);
        init => _mlpWidth = value;
    }

    /// <summary>The base of the rotary positions' wave lengths (Su et al. 2021, section 3.2.2), above 0; 10,000 by default.</summary>
    public double RotaryBase { get; init; } = 10_000;

    /// <summary>What is added to the mean square in RMSNorm; 1e-6 by default, as in Hugging Face's Llama.</summary>
    public double RmsNormEpsilon { get; init; } = 1e-6;

    /// <summary>Whether the head is the token table; false by default, as in Hugging Face's Llama.</summary>
    public bool TiesHead { get; init; }

    /// <summary>The standard deviation of the initial matrices and tables, above 0 and at most 1; 0.02 by default.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <inheritdoc/>
    public override long ParameterCount =>
        MatrixParameterCount + (TiesHead ? 0 : (long)VocabularySize * Width);

    /// <inheritdoc/>
    public override long MatrixParameterCount =>
        ((long)VocabularySize * Width) + (Layers * BlockParameters) + Width;

    /// <summary>The width of all keys of a token, or of all its values.</summary>
    internal int KeyValueWidth => Width / Heads * KeyValueHeads;

    // Query and output, key and value, gate, up and down, two norms.
    private long BlockParameters =>
        (2L * Width * Width) + (2L * Width * KeyValueWidth) + (3L * Width * MlpWidth) + (2L * Width);

    // A size that was left at its default equals one that was given that value, as one read from a file is.
    private (int, int, double, double, bool, double) Values =>
        (KeyValueHeads, MlpWidth, RotaryBase, RmsNormEpsilon, TiesHead, InitializerRange);

    /// <summary>Whether all values are the same, whether given or left at their defaults.</summary>
    public bool Equals(LlamaConfiguration? other) => base.Equals(other) && Values == other.Values;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Values);

    /// <inheritdoc/>
    public override IReadOnlyList<NetworkMatrix> Matrices() =>
    [
        .. Enumerable.Range(0, Layers).Select(i => $"model.layers.{i}").SelectMany(block => new NetworkMatrix[]
        {
            new($"{block}.self_attn.q_proj", "q_proj", Width, Width),
            new($"{block}.self_attn.k_proj", "k_proj", Width, KeyValueWidth),
            new($"{block}.self_attn.v_proj", "v_proj", Width, KeyValueWidth),
            new($"{block}.self_attn.o_proj", "o_proj", Width, Width),
            new($"{block}.mlp.gate_proj", "gate_proj", Width, MlpWidth),
            new($"{block}.mlp.up_proj", "up_proj", Width, MlpWidth),
            new($"{block}.mlp.down_proj", "down_proj", MlpWidth, Width),
        }),
    ];

    /// <inheritdoc/>
    public override string Describe() =>
        $"{base.Describe()}, {KeyValueHeads} with keys and values of their own, an MLP of width {MlpWidth} and {(TiesHead ? "a tied" : "its own")} head";

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        if (KeyValueHeads < 1 || Heads % KeyValueHeads != 0)
        {
            throw new InputException($"keyValueHeads: {KeyValueHeads} does not divide the {Heads} heads; it must");
        }
        if (Width / Heads % 2 != 0)
        {
            throw new InputException($"heads: {Heads} make heads of width {Width / Heads}; rotary positions need an even one");
        }
        if (MlpWidth < 1 || MlpWidth > MaximumSize)
        {
            throw new InputException($"mlpWidth: {MlpWidth}; 1 to {MaximumSize} is allowed");
        }
        if (!(RotaryBase > 0 && double.IsFinite(RotaryBase)))
        {
            throw new InputException($"rotaryBase: {RotaryBase}; a number above 0 is allowed");
        }
        if (!(RmsNormEpsilon > 0 && RmsNormEpsilon < 1))
        {
            throw new InputException($"rmsNormEpsilon: {RmsNormEpsilon}; between 0 and 1 is allowed, both excluded");
        }
        if (!(InitializerRange > 0 && InitializerRange <= 1))
        {
            throw new InputException($"initializerRange: {InitializerRange}; above 0 and at most 1 is allowed");
        }
    }
}
