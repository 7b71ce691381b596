namespace SuppressionLab.Mapping;

/// <summary>Computes the outputs of a batch of rows.</summary>
internal interface IBatchScorer<TInput, TOutput> : IDisposable
{
    /// <summary>One output a row, in order.</summary>
    TOutput[] Score(IReadOnlyList<TInput> rows);
}
