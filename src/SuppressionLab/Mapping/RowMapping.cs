using Microsoft.ML;

namespace SuppressionLab.Mapping;

/// <summary>A computation that adds columns to rows, many rows at once, before it is bound to a schema.</summary>
/// <typeparam name="TInput">What is read from a row.</typeparam>
/// <typeparam name="TOutput">What is computed for a row.</typeparam>
internal abstract class RowMapping<TInput, TOutput>(RowSignature<TOutput> signature) : IRowMapping where TOutput : class
{
    /// <summary>The columns read and added.</summary>
    public RowSignature<TOutput> Signature { get; } = signature;

    /// <summary>The largest number of rows computed at once; 1 unless there is something to gain.</summary>
    public virtual int BatchSize => 1;

    /// <summary>A function that copies what is needed from the row that <paramref name="row"/> is at, and checks it.</summary>
    /// <param name="row">A row or cursor with the inputs active.</param>
    /// <param name="inputs">The columns of the signature's inputs, in order.</param>
    public abstract Func<TInput> CreateReader(DataViewRow row, IReadOnlyList<DataViewSchema.Column> inputs);

    /// <summary>Opens what the computation holds (a network's lease, say) for the life of a cursor or row.</summary>
    public abstract IBatchScorer<TInput, TOutput> OpenScorer();

    /// <inheritdoc/>
    public IBoundMapper Bind(DataViewSchema schema) => new BatchedMapper<TInput, TOutput>(schema, this);
}
