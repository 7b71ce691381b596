using Microsoft.ML;
using Microsoft.ML.Data;

namespace SuppressionLab.Interop.Schemas;

/// <summary>Makes columns of a <see cref="SchemaShape"/>, whose constructor ML.NET keeps to itself.</summary>
public static class SchemaShapeColumns
{
    /// <summary>The shape of a column of a given type.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="type">Its type: a primitive, or a vector of primitives of fixed or variable length.</param>
    public static SchemaShape.Column Create(string name, DataViewType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var vector = type as VectorDataViewType;
        var kind = vector switch
        {
            null => SchemaShape.Column.VectorKind.Scalar,
            { IsKnownSize: true } => SchemaShape.Column.VectorKind.Vector,
            _ => SchemaShape.Column.VectorKind.VariableVector,
        };
        return new SchemaShape.Column(name, kind, vector?.ItemType ?? type, isKey: false);
    }
}
