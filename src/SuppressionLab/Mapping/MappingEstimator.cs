using Microsoft.ML;
using Microsoft.ML.Data;

namespace SuppressionLab.Mapping;

/// <summary>
/// The base of estimators that learn nothing: <see cref="Fit"/> checks the columns and makes the transformer.
/// </summary>
/// <typeparam name="TTransformer">The transformer.</typeparam>
public abstract class MappingEstimator<TTransformer> : IEstimator<TTransformer> where TTransformer : class, ITransformer
{
    private protected MappingEstimator()
    {
    }

    /// <summary>The columns read and added.</summary>
    private protected abstract RowSignature Signature { get; }

    /// <summary>Makes the transformer.</summary>
    /// <param name="input">The data; only its schema is read.</param>
    /// <exception cref="Primitives.Errors.InputException">A column is missing or of another type; the message names it.</exception>
    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Signature.Find(input.Schema);
        return CreateTransformer(input.Schema);
    }

    /// <summary>The input's columns and the added ones.</summary>
    /// <param name="inputSchema">The input's shape.</param>
    /// <exception cref="Primitives.Errors.InputException">A column is missing or of another type; the message names it.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Signature.OutputShape(inputSchema);

    /// <summary>Makes the transformer for inputs of a schema that has passed the check.</summary>
    private protected abstract TTransformer CreateTransformer(DataViewSchema schema);
}
