using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Features;

/// <summary>Which hidden states a <see cref="HiddenStateTransformer"/> reads, and how it pools them.</summary>
public sealed record HiddenStateOptions
{
    /// <summary>The column of token ids, a vector of Int32. Default: <c>Tokens</c>.</summary>
    public string TokensColumnName { get; init; } = ColumnNames.Tokens;

    /// <summary>The column to add. Default: <c>Features</c>, where ML.NET's trainers look.</summary>
    public string OutputColumnName { get; init; } = ColumnNames.Features;

    /// <summary>
    /// The number of blocks after which the residual stream is read, 0 (the embeddings) to the network's layers; see
    /// <see cref="LanguageModelNetwork.HiddenStates(TorchSharp.torch.Tensor, int)"/>. Default: the middle, half the layers
    /// rounded up: the last layers turn to the next token alone.
    /// </summary>
    public int? Layer { get; init; }

    /// <summary>How the states of a row's tokens become one vector. Default: their mean.</summary>
    public StatePooling Pooling { get; init; } = StatePooling.Mean;

    /// <summary>
    /// Whether a BOS is put before each row. It is read and never pooled. Default: true, as for documents; false for
    /// in-context prompts, which begin as they are.
    /// </summary>
    public bool PrependBos { get; init; } = true;

    /// <summary>The BOS, where one is prepended. Default: the model's.</summary>
    public int? BosToken { get; init; }

    /// <summary>Rows in one forward pass, at least 1; changes results by rounding alone. Default: 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The options with every default filled in for a model.</summary>
    internal HiddenStateOptions For(NetworkConfiguration network, int bosToken) =>
        this with { Layer = Layer ?? (network.Layers + 1) / 2, BosToken = BosToken ?? bosToken };

    internal void Validate(NetworkConfiguration network)
    {
        if (Layer is { } layer && (layer < 0 || layer > network.Layers))
        {
            throw new InputException($"Layer is {layer}; 0 to the network's {network.Layers} is allowed");
        }
        if (!Enum.IsDefined(Pooling))
        {
            throw new InputException($"Pooling is {Pooling}; {string.Join(" or ", Enum.GetNames<StatePooling>())} is allowed");
        }
        if (BosToken is { } bos && (bos < 0 || bos >= network.VocabularySize))
        {
            throw new InputException($"BosToken is {bos}; the network's tokens are 0 to {network.VocabularySize - 1}");
        }
        if (BatchSize < 1)
        {
            throw new InputException($"BatchSize is {BatchSize}; it must be at least 1");
        }
        if (string.IsNullOrEmpty(TokensColumnName) || string.IsNullOrEmpty(OutputColumnName))
        {
            throw new InputException("TokensColumnName and OutputColumnName must not be empty");
        }
    }
}
