using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Training;

/// <summary>The next-token loss on held-out blocks, whatever a run minimises.</summary>
public static class EvaluationLoss
{
    /// <summary>Σ loss / Σ weight over all blocks, nats, without dropout and without gradients.</summary>
    /// <param name="network">The network.</param>
    /// <param name="blocks">The held-out rows.</param>
    /// <param name="batchSize">Rows a forward pass; 32 by default. It changes the result by rounding alone.</param>
    public static double Of(LanguageModelNetwork network, TokenBlocks blocks, int batchSize = 32)
    {
        ArgumentNullException.ThrowIfNull(network);
        var objective = new NextTokenObjective();
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        using var evaluation = new EvaluationScope(network);
        var (sum, weight) = (0.0, 0.0);
        for (var start = 0; start < blocks.Count; start += batchSize)
        {
            using var scope = torch.NewDisposeScope();
            using var noGradients = torch.no_grad();
            var rows = Enumerable.Range(start, Math.Min(batchSize, blocks.Count - start)).Select(i => (long)i).ToArray();
            var batch = blocks.Gather(rows);
            sum += objective.SummedLoss(network, batch).item<float>();
            weight += objective.Weight(batch);
        }
        return sum / weight;
    }
}
