using Microsoft.ML;
using Microsoft.ML.Data;

namespace SuppressionLab.Mapping;

/// <summary>
/// Adds columns computed for many rows at once. Bound to one input schema: as an <see cref="IRowToRowMapper"/> it
/// computes one row at a time (prediction engines), and <see cref="BatchedView{TInput, TOutput}"/> computes batches
/// ahead of the cursor.
/// </summary>
/// <typeparam name="TInput">What is read from a row.</typeparam>
/// <typeparam name="TOutput">What is computed for a row.</typeparam>
internal abstract class BatchedMapper<TInput, TOutput> : IRowToRowMapper where TOutput : class
{
    private readonly IReadOnlyList<RowColumn<TOutput>> _outputs;
    private readonly IReadOnlyList<DataViewSchema.Column> _inputs;

    protected BatchedMapper(
        DataViewSchema inputSchema,
        IReadOnlyList<DataViewSchema.Column> inputs,
        IReadOnlyList<RowColumn<TOutput>> outputs)
    {
        InputSchema = inputSchema;
        _inputs = inputs;
        _outputs = outputs;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        foreach (var output in outputs)
        {
            builder.AddColumn(output.Name, output.Type);
        }
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    /// <summary>The largest number of rows computed at once.</summary>
    public abstract int BatchSize { get; }

    /// <summary>The input columns that the computation reads.</summary>
    public IReadOnlyList<DataViewSchema.Column> Inputs => _inputs;

    /// <summary>A function that copies what is needed from the row that <paramref name="row"/> is at.</summary>
    public abstract Func<TInput> CreateReader(DataViewRow row);

    /// <summary>Opens what the computation holds (a network's lease, say) for the life of a cursor or row.</summary>
    public abstract IBatchScorer<TInput, TOutput> OpenScorer();

    /// <summary>The view with the computed columns; nothing is computed until they are read.</summary>
    public IDataView Apply(IDataView source) => new BatchedView<TInput, TOutput>(this, source);

    /// <summary>Whether a column of the output schema is one that this mapper computes.</summary>
    public bool IsComputed(DataViewSchema.Column column) => column.Index >= InputSchema.Count;

    /// <summary>The getter of a computed column.</summary>
    public ValueGetter<TValue> CreateGetter<TValue>(DataViewSchema.Column column, Func<TOutput> current) =>
        _outputs[column.Index - InputSchema.Count].CreateGetter<TValue>(current);

    /// <inheritdoc/>
    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var needed = new SortedSet<int>();
        foreach (var column in dependingColumns)
        {
            if (IsComputed(column))
            {
                needed.UnionWith(_inputs.Select(c => c.Index));
            }
            else
            {
                needed.Add(column.Index);
            }
        }
        return needed.Select(i => InputSchema[i]);
    }

    /// <inheritdoc/>
    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedRow<TInput, TOutput>(this, input, activeColumns.Any(IsComputed));
    }
}
