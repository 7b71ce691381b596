using Microsoft.ML;

namespace SuppressionLab.Mapping;

/// <summary>A computation over rows that can be bound to a schema.</summary>
internal interface IRowMapping
{
    /// <summary>Finds the inputs in a schema.</summary>
    /// <exception cref="Primitives.Errors.InputException">One is missing or of another type; the message names it.</exception>
    IBoundMapper Bind(DataViewSchema schema);
}
