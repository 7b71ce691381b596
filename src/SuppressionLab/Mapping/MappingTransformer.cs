using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Interop.Persistence;

namespace SuppressionLab.Mapping;

/// <summary>
/// The base of transformers that add columns row by row: lazy views, batches computed ahead of the cursor, prediction
/// engines. Deriving types say what is computed and how they are saved.
/// </summary>
/// <typeparam name="TSelf">The deriving type.</typeparam>
public abstract class MappingTransformer<TSelf> : PersistentTransformer<TSelf>
    where TSelf : MappingTransformer<TSelf>, IPersistentTransformer<TSelf>
{
    private protected MappingTransformer()
    {
    }

    /// <inheritdoc/>
    public sealed override bool IsRowToRowMapper => true;

    /// <summary>What is computed.</summary>
    private protected abstract IRowMapping Mapping { get; }

    /// <inheritdoc/>
    public sealed override DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <inheritdoc/>
    public sealed override IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    /// <inheritdoc/>
    public sealed override IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Bind(input.Schema).Apply(input);
    }

    private IBoundMapper Bind(DataViewSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Mapping.Bind(schema);
    }
}
