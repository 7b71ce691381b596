using SuppressionLab.LanguageModels.Adapters;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>
/// The shape of an LSTM language model (Hochreiter and Schmidhuber 1997, with the forget gates of Gers et al. 2000): layers of
/// the same width on top of each other, no attention and no positions.
/// </summary>
public sealed record LstmConfiguration : NetworkConfiguration
{
    /// <inheritdoc/>
    public override string Architecture => "lstm";

    /// <summary>Whether the head is the token table (Press and Wolf 2017), true by default.</summary>
    public bool TiesHead { get; init; } = true;

    /// <summary>
    /// The standard deviation of the initial token table, and of a head of its own, above 0 and at most 1; 0.1 by default. The
    /// layers' matrices have PyTorch's variance whatever this is.
    /// </summary>
    public double InitializerRange { get; init; } = 0.1;

    /// <inheritdoc/>
    public override long ParameterCount =>
        MatrixParameterCount + (TiesHead ? 0 : (long)VocabularySize * Width);

    // A layer has four gates, each with a matrix for its input, one for its state, and two biases.
    /// <inheritdoc/>
    public override long MatrixParameterCount =>
        ((long)VocabularySize * Width) + (Layers * ((8L * Width * Width) + (8L * Width)));

    /// <summary>
    /// Floating-point operations of one training step for each token where an adapter is trained: those of full training
    /// less 2·vocabulary·width for the head's gradient. The layers' gradient comes from one fused operation that computes it
    /// for the whole matrices, of which the adapter's is a projection, so that an adapter saves nothing there; B·A itself is
    /// made once a step and not counted.
    /// </summary>
    /// <inheritdoc/>
    public override double FlopsPerToken(int length, LoraOptions adapter)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        adapter.Validate(this);
        return FlopsPerToken(length) - (2.0 * VocabularySize * Width);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NetworkMatrix> Matrices() =>
    [
        .. Enumerable.Range(0, Layers).SelectMany(layer => new NetworkMatrix[]
        {
            new($"lstm.weight_ih_l{layer}", "weight_ih", Width, 4 * Width),
            new($"lstm.weight_hh_l{layer}", "weight_hh", Width, 4 * Width),
        }),
    ];

    /// <inheritdoc/>
    public override string Describe() => $"{base.Describe()} and {(TiesHead ? "a tied" : "its own")} head";

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        if (!(InitializerRange > 0 && InitializerRange <= 1))
        {
            throw new InputException($"initializerRange: {InitializerRange}; above 0 and at most 1 is allowed");
        }
    }
}
