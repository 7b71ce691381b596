using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Mapping;

namespace SuppressionLab.Scoring;

/// <summary>Scores batches with a leased network, and ends the lease when it is disposed.</summary>
/// <param name="lease">The lease, taken over.</param>
/// <param name="open">What scores a batch with the network.</param>
internal sealed class NetworkBatchScorer<TInput, TOutput>(
    SharedNetwork.Lease lease, Func<LanguageModelNetwork, Func<IReadOnlyList<TInput>, TOutput[]>> open)
    : IBatchScorer<TInput, TOutput>
{
    private readonly Func<IReadOnlyList<TInput>, TOutput[]> _score = open(lease.Network);

    public TOutput[] Score(IReadOnlyList<TInput> rows)
    {
        var outputs = _score(rows);
        // A cursor that is never disposed must not have its lease collected while its last batch is running.
        GC.KeepAlive(lease);
        return outputs;
    }

    public void Dispose() => lease.Dispose();
}
