using System.Runtime.InteropServices;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Objectives;

/// <summary>
/// ln p of every row's targets under the model that training starts from, computed once, so that training needs no second
/// network.
/// </summary>
public sealed class ReferenceLogProbabilities
{
    private const int RowsAtOnce = 32;
    private readonly float[] _values;

    private ReferenceLogProbabilities(float[] values) => _values = values;

    /// <summary>Runs the reference over all rows, without dropout and without gradients.</summary>
    /// <param name="reference">The network; not kept.</param>
    /// <param name="blocks">The rows.</param>
    /// <param name="cancellation">Asks to stop between forward passes.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static ReferenceLogProbabilities Of(
        LanguageModelNetwork reference, TokenBlocks blocks, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(blocks);
        using var evaluation = new EvaluationScope(reference);
        var values = new List<float>(blocks.Count);
        for (var start = 0; start < blocks.Count; start += RowsAtOnce)
        {
            if (cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(
                    $"training cancelled before its first step, while the reference scored row {start} of {blocks.Count}", cancellation);
            }
            using var scope = torch.NewDisposeScope();
            using var noGradients = torch.no_grad();
            var count = Math.Min(RowsAtOnce, blocks.Count - start);
            var batch = blocks.Gather([.. Enumerable.Range(start, count).Select(row => (long)row)]);
            values.AddRange(MemoryMarshal.Cast<byte, float>(TargetScores.Of(reference, batch).Row.contiguous().cpu().bytes));
        }
        return new ReferenceLogProbabilities([.. values]);
    }

    /// <summary>[rows]: the values of rows by index, on a device; call within a dispose scope.</summary>
    public torch.Tensor Rows(IEnumerable<long> indices, torch.Device device) =>
        torch.tensor(indices.Select(row => _values[row]).ToArray(), device: device);
}
