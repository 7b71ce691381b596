using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;

namespace SuppressionLab.Mapping;

/// <summary>
/// A <see cref="RowMapping{TInput, TOutput}"/> bound to one input schema: as an <see cref="IRowToRowMapper"/> it computes
/// one row at a time (prediction engines), and <see cref="BatchedView{TInput, TOutput}"/> computes batches ahead of the
/// cursor.
/// </summary>
internal sealed class BatchedMapper<TInput, TOutput> : IBoundMapper where TOutput : class
{
    private readonly RowMapping<TInput, TOutput> _mapping;

    public BatchedMapper(DataViewSchema inputSchema, RowMapping<TInput, TOutput> mapping)
    {
        _mapping = mapping;
        InputSchema = inputSchema;
        Inputs = mapping.Signature.Find(inputSchema);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        foreach (var output in mapping.Signature.Outputs)
        {
            var annotations = output.VocabularyOfInput is { } i ? TokenAnnotations.Of(Inputs[i]) : output.Annotations;
            builder.AddColumn(output.Name, output.Type, annotations);
        }
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    /// <summary>The input columns that the computation reads.</summary>
    public IReadOnlyList<DataViewSchema.Column> Inputs { get; }

    /// <inheritdoc cref="RowMapping{TInput, TOutput}.BatchSize"/>
    public int BatchSize => _mapping.BatchSize;

    /// <inheritdoc cref="RowMapping{TInput, TOutput}.OpenScorer"/>
    public IBatchScorer<TInput, TOutput> OpenScorer() => _mapping.OpenScorer();

    /// <summary>A function that copies what is needed from the row that <paramref name="row"/> is at.</summary>
    public Func<TInput> CreateReader(DataViewRow row) => _mapping.CreateReader(row, Inputs);

    /// <inheritdoc/>
    public IDataView Apply(IDataView source) => new BatchedView<TInput, TOutput>(this, source);

    /// <summary>Whether a column of the output schema is one that this mapper computes.</summary>
    public bool IsComputed(DataViewSchema.Column column) => column.Index >= InputSchema.Count;

    /// <summary>Whether a column can be read.</summary>
    /// <param name="column">A column of the output schema.</param>
    /// <param name="source">The row that the other columns come from.</param>
    /// <param name="computes">Whether computed columns were asked for.</param>
    public bool IsActive(DataViewSchema.Column column, DataViewRow source, bool computes) =>
        IsComputed(column) ? computes : source.IsColumnActive(InputSchema[column.Index]);

    /// <summary>The getter of a column, computed or passed through.</summary>
    /// <param name="column">A column of the output schema.</param>
    /// <param name="source">The row that the other columns come from.</param>
    /// <param name="current">Computes the current row's output; null if no computed column was asked for.</param>
    public ValueGetter<TValue> CreateGetter<TValue>(
        DataViewSchema.Column column, DataViewRow source, Func<TOutput>? current)
    {
        if (!IsComputed(column))
        {
            return source.GetGetter<TValue>(InputSchema[column.Index]);
        }
        return current is null
            ? throw new InvalidOperationException($"Column '{column.Name}' was not asked for.")
            : _mapping.Signature.Outputs[column.Index - InputSchema.Count].CreateGetter<TValue>(current);
    }

    /// <inheritdoc/>
    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var needed = new SortedSet<int>();
        foreach (var column in dependingColumns)
        {
            if (IsComputed(column))
            {
                needed.UnionWith(Inputs.Select(c => c.Index));
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
