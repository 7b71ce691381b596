using Microsoft.ML;
using Microsoft.ML.Data;

namespace SuppressionLab.Mapping;

/// <summary>A computation bound to a schema: row by row for prediction engines, in batches for views.</summary>
internal interface IBoundMapper : IRowToRowMapper
{
    /// <summary>The view with the computed columns; nothing is computed until they are read.</summary>
    IDataView Apply(IDataView source);
}
