using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>
/// The shape of a GPT-2 (Radford et al. 2019): pre-norm blocks, learned positions, a head tied to the token table, an
/// MLP four times as wide as the residual stream.
/// </summary>
public sealed record Gpt2Configuration : AttentionConfiguration
{
    /// <inheritdoc/>
    public override string Architecture => "gpt2";

    /// <summary>
    /// The probability of dropping a value after the embeddings, in attention and at the end of each residual branch
    /// while training, in [0, 1); 0 by default (Hugging Face's default is 0.1).
    /// </summary>
    public double Dropout { get; init; }

    /// <summary>What is added to the variance in layer normalisation; 1e-5 by default, as in Hugging Face's GPT-2.</summary>
    public double LayerNormEpsilon { get; init; } = 1e-5;

    /// <summary>
    /// The standard deviation of the initial matrices and tables, above 0 and at most 1; 0.02 by default, GPT-2's, which
    /// was chosen for a width of 768: narrow networks learn better from a larger one.
    /// </summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <inheritdoc/>
    public override long ParameterCount =>
        ((long)(VocabularySize + ContextLength) * Width) + (Layers * BlockParameters) + (2L * Width);

    /// <inheritdoc/>
    public override long MatrixParameterCount =>
        ((long)VocabularySize * Width) + (Layers * BlockParameters) + (2L * Width);

    // Two layer norms, fused query-key-value, attention projection, MLP up, MLP down, each with its bias.
    private long BlockParameters => (12L * Width * Width) + (13L * Width);

    internal override bool StoresInputsFirst => true;

    /// <inheritdoc/>
    public override IReadOnlyList<NetworkMatrix> Matrices() =>
    [
        .. Enumerable.Range(0, Layers).Select(i => $"transformer.h.{i}").SelectMany(block => new NetworkMatrix[]
        {
            new($"{block}.attn.c_attn", "c_attn", Width, 3 * Width),
            new($"{block}.attn.c_proj", "c_proj", Width, Width),
            new($"{block}.mlp.c_fc", "c_fc", Width, 4 * Width),
            new($"{block}.mlp.c_proj", "c_proj", 4 * Width, Width),
        }),
    ];

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        if (!(Dropout >= 0 && Dropout < 1))
        {
            throw new InputException($"dropout: {Dropout}; 0 up to but not including 1 is allowed");
        }
        if (!(InitializerRange > 0 && InitializerRange <= 1))
        {
            throw new InputException($"initializerRange: {InitializerRange}; above 0 and at most 1 is allowed");
        }
        if (!(LayerNormEpsilon > 0 && LayerNormEpsilon < 1))
        {
            throw new InputException($"layerNormEpsilon: {LayerNormEpsilon}; between 0 and 1 is allowed, both excluded");
        }
    }
}
