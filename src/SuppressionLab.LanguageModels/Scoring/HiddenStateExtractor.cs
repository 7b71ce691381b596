using System.Runtime.InteropServices;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Errors;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Scoring;

/// <summary>
/// One vector a row from the residual stream of a network after a number of blocks (see
/// <see cref="LanguageModelNetwork.HiddenStates(torch.Tensor, int)"/>), batch by batch, without gradients and dropout.
/// Rows of different lengths are filled up on the right; what fills them is never pooled. How rows fall into batches
/// changes results by rounding alone, and the same call gives the same bits.
/// </summary>
public sealed class HiddenStateExtractor
{
    private readonly LanguageModelNetwork _network;
    // −1: behind the last norm.
    private readonly int _layer;
    private readonly StatePooling _pooling;
    private readonly int _batchSize;
    private readonly int _unpooled;

    /// <summary>Creates an extractor.</summary>
    /// <param name="network">The network; not copied, not disposed.</param>
    /// <param name="layer">The number of blocks, 0 (embeddings) to the network's layers.</param>
    /// <param name="pooling">How tokens' states become one vector; the mean by default.</param>
    /// <param name="batchSize">Rows a forward pass, at least 1; 32 by default.</param>
    /// <param name="unpooled">Tokens at the start of each row that are read but not pooled, a BOS for example; 0 by default.</param>
    /// <exception cref="InputException">A number is out of range.</exception>
    public HiddenStateExtractor(
        LanguageModelNetwork network, int layer, StatePooling pooling = StatePooling.Mean, int batchSize = 32,
        int unpooled = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (layer < 0 || layer > network.Configuration.Layers)
        {
            throw new InputException($"layer: {layer}; 0 to the network's {network.Configuration.Layers} is allowed");
        }
        (_network, _layer, _pooling, _batchSize, _unpooled) = (network, layer, pooling, batchSize, unpooled);
        CheckOptions();
    }

    private HiddenStateExtractor(LanguageModelNetwork network, StatePooling pooling, int batchSize, int unpooled)
    {
        (_network, _layer, _pooling, _batchSize, _unpooled) = (network, -1, pooling, batchSize, unpooled);
        CheckOptions();
    }

    /// <summary>
    /// An extractor of what the head reads: the states of the last block behind the last norm, see
    /// <see cref="LanguageModelNetwork.HiddenStates(torch.Tensor)"/>.
    /// </summary>
    /// <param name="network">The network; not copied, not disposed.</param>
    /// <param name="pooling">How tokens' states become one vector; the mean by default.</param>
    /// <param name="batchSize">Rows a forward pass, at least 1; 32 by default.</param>
    /// <param name="unpooled">Tokens at the start of each row that are read but not pooled, a BOS for example; 0 by default.</param>
    /// <exception cref="InputException">A number is out of range.</exception>
    public static HiddenStateExtractor BehindLastNorm(
        LanguageModelNetwork network, StatePooling pooling = StatePooling.Mean, int batchSize = 32, int unpooled = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new(network, pooling, batchSize, unpooled);
    }

    /// <summary>The pooled states of rows.</summary>
    /// <param name="rows">Token rows, each longer than the tokens that are not pooled and no longer than the context.</param>
    /// <returns>[row][width].</returns>
    /// <exception cref="InputException">A row is too short or too long, or a token is outside the vocabulary.</exception>
    public float[][] Extract(IReadOnlyList<int[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        for (var row = 0; row < rows.Count; row++)
        {
            Check(row, rows[row]);
        }
        using var evaluation = new EvaluationScope(_network);
        var states = new List<float[]>(rows.Count);
        foreach (var batch in rows.Chunk(_batchSize))
        {
            states.AddRange(ExtractBatch(batch).Chunk(_network.Configuration.Width));
        }
        return [.. states];
    }

    private float[] ExtractBatch(int[][] rows)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var tokens = PaddedRows.ToTensor(rows, _network.Device);
        var time = (int)tokens.shape[1];
        // [rows · time, width]
        var states = _layer < 0 ? _network.HiddenStates(tokens) : _network.HiddenStates(tokens, _layer);
        var pooled = _pooling == StatePooling.Mean ? Mean(states, rows, time) : Last(states, rows, time);
        return MemoryMarshal.Cast<byte, float>(pooled.contiguous().cpu().bytes).ToArray();
    }

    private torch.Tensor Last(torch.Tensor states, int[][] rows, int time)
    {
        var positions = rows.Select((row, i) => ((long)i * time) + row.Length - 1).ToArray();
        return states.index_select(0, torch.tensor(positions, device: _network.Device));
    }

    // A product with weights of 1/n at the n pooled positions and 0 elsewhere.
    private torch.Tensor Mean(torch.Tensor states, int[][] rows, int time)
    {
        var weights = new float[rows.Length * time];
        for (var row = 0; row < rows.Length; row++)
        {
            var pooled = rows[row].Length - _unpooled;
            weights.AsSpan((row * time) + _unpooled, pooled).Fill(1f / pooled);
        }
        return torch.bmm(
            torch.tensor(weights, [rows.Length, 1, time], device: _network.Device),
            states.view(rows.Length, time, _network.Configuration.Width));
    }

    private void Check(int row, int[] tokens)
    {
        var context = _network.Configuration.ContextLength;
        if (tokens.Length <= _unpooled || tokens.Length > context)
        {
            throw new InputException(
                $"row {row}: {tokens.Length} tokens; {_unpooled + 1} to the network's context of {context} are allowed");
        }
        TokenRange.Check(tokens, _network.Configuration.VocabularySize);
    }

    private void CheckOptions()
    {
        if (_batchSize < 1)
        {
            throw new InputException($"batchSize: {_batchSize}; 1 or more is allowed");
        }
        if (_unpooled < 0)
        {
            throw new InputException($"unpooled: {_unpooled}; 0 or more is allowed");
        }
    }
}
