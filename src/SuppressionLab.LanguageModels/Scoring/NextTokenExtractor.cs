using System.Runtime.InteropServices;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Errors;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Scoring;

/// <summary>
/// Whole next-token distributions of a network after given positions of rows, batch by batch, without gradients and dropout.
/// Rows of different lengths are filled up on the right. How rows fall into batches changes results by rounding alone, and
/// the same call gives the same bits.
/// </summary>
public sealed class NextTokenExtractor
{
    private readonly LanguageModelNetwork _network;
    private readonly int _batchSize;

    /// <summary>Creates an extractor.</summary>
    /// <param name="network">The network; not copied, not disposed.</param>
    /// <param name="batchSize">Rows a forward pass, at least 1; 32 by default.</param>
    /// <exception cref="InputException">The batch size is below 1.</exception>
    public NextTokenExtractor(LanguageModelNetwork network, int batchSize = 32)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (batchSize < 1)
        {
            throw new InputException($"batchSize: {batchSize}; 1 or more is allowed");
        }
        (_network, _batchSize) = (network, batchSize);
    }

    /// <summary>ln p of every token of the vocabulary after each position, all of a row from one forward pass, in nats.</summary>
    /// <param name="rows">Token rows of 1 to context length tokens.</param>
    /// <param name="positions">Positions, from 0, that all rows have; at least one.</param>
    /// <returns>[row][position][token].</returns>
    /// <exception cref="InputException">A row is too short or too long, or a token is outside the vocabulary.</exception>
    public float[][][] Extract(IReadOnlyList<int[]> rows, IReadOnlyList<int> positions)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(positions);
        if (positions.Count == 0 || positions.Min() < 0)
        {
            throw new InputException($"positions: {string.Join(", ", positions)}; at least one, from 0, is needed");
        }
        for (var row = 0; row < rows.Count; row++)
        {
            Check(row, rows[row], positions.Max());
        }
        using var evaluation = new EvaluationScope(_network);
        return
        [
            .. rows.Chunk(_batchSize).SelectMany(batch => ExtractBatch(batch, positions)
                .Chunk(_network.Configuration.VocabularySize).Chunk(positions.Count)),
        ];
    }

    /// <summary>[rows · positions · vocabulary].</summary>
    private float[] ExtractBatch(int[][] rows, IReadOnlyList<int> positions)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var tokens = PaddedRows.ToTensor(rows, _network.Device);
        var time = tokens.shape[1];
        var wanted = rows.SelectMany((_, row) => positions.Select(position => (row * time) + position)).ToArray();
        var hidden = _network.HiddenStates(tokens).index_select(0, torch.tensor(wanted, device: _network.Device));
        var logProbabilities = torch.nn.functional.log_softmax(_network.Project(hidden), 1);
        return MemoryMarshal.Cast<byte, float>(logProbabilities.contiguous().cpu().bytes).ToArray();
    }

    private void Check(int row, int[] tokens, int last)
    {
        var context = _network.Configuration.ContextLength;
        if (tokens.Length <= last || tokens.Length > context)
        {
            throw new InputException(
                $"row {row}: {tokens.Length} tokens; {last + 1} to the network's context of {context} are allowed");
        }
        TokenRange.Check(tokens, _network.Configuration.VocabularySize);
    }
}
