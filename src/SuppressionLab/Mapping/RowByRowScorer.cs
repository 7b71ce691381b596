namespace SuppressionLab.Mapping;

/// <summary>A scorer that has nothing to gain from batches and nothing to hold.</summary>
internal sealed class RowByRowScorer<TInput, TOutput>(Func<TInput, TOutput> score) : IBatchScorer<TInput, TOutput>
{
    public TOutput[] Score(IReadOnlyList<TInput> rows) => [.. rows.Select(score)];

    public void Dispose()
    {
    }
}
