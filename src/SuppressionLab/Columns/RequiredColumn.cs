using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Columns;

/// <summary>A column that a component needs: the same check before fitting, on a shape, and before use, on a schema.</summary>
/// <param name="Owner">The component that needs it, for messages.</param>
/// <param name="Name">The column's name.</param>
/// <param name="ItemType">The type of the column or of its items.</param>
/// <param name="IsVector">Whether a vector (of fixed or variable length) is needed rather than a scalar.</param>
internal sealed record RequiredColumn(string Owner, string Name, PrimitiveDataViewType ItemType, bool IsVector)
{
    private string Expected => IsVector ? $"Vector<{ItemType}>" : ItemType.ToString()!;

    public static RequiredColumn Int32Vector(string owner, string name) => new(owner, name, NumberDataViewType.Int32, true);

    public static RequiredColumn Int32(string owner, string name) => new(owner, name, NumberDataViewType.Int32, false);

    public static RequiredColumn Double(string owner, string name) => new(owner, name, NumberDataViewType.Double, false);

    public static RequiredColumn Text(string owner, string name) => new(owner, name, TextDataViewType.Instance, false);

    /// <summary>Finds the column.</summary>
    /// <exception cref="InputException">It is missing or of another type; the message names it.</exception>
    public DataViewSchema.Column Find(DataViewSchema schema)
    {
        var column = schema.GetColumnOrNull(Name) ?? throw Missing(schema.Select(c => c.Name));
        var item = column.Type is VectorDataViewType vector ? vector.ItemType : column.Type;
        var fits = column.Type is VectorDataViewType == IsVector && item.Equals(ItemType);
        return fits ? column : throw Mismatch(column.Type.ToString()!);
    }

    /// <summary>Checks that the column is in a shape.</summary>
    /// <exception cref="InputException">It is missing or of another type; the message names it.</exception>
    public void Check(SchemaShape shape)
    {
        var column = shape.FirstOrDefault(c => c.Name == Name);
        if (column.Name is null)
        {
            throw Missing(shape.Select(c => c.Name));
        }
        var isVector = column.Kind != SchemaShape.Column.VectorKind.Scalar;
        if (isVector != IsVector || column.IsKey || !column.ItemType.Equals(ItemType))
        {
            var item = column.IsKey ? $"Key<{column.ItemType}>" : column.ItemType.ToString()!;
            throw Mismatch(isVector ? $"Vector<{item}>" : item);
        }
    }

    private InputException Missing(IEnumerable<string> present) =>
        new($"{Owner}: column '{Name}' is missing; it must be {Expected} (columns: {string.Join(", ", present)})");

    private InputException Mismatch(string actual) =>
        new($"{Owner}: column '{Name}' is {actual}; it must be {Expected}");
}
