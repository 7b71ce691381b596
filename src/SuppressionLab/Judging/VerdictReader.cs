using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Judging;

/// <summary>Reads a judge's verdicts as components, whatever the type of their column.</summary>
internal static class VerdictReader
{
    private const string KeyValues = "KeyValues";

    /// <summary>The column of the verdicts in a judge's output.</summary>
    /// <exception cref="InputException">It is missing.</exception>
    public static DataViewSchema.Column Find(DataViewSchema judged, string name) =>
        judged.GetColumnOrNull(name) ?? throw new InputException(
            $"the judge's output has no column '{name}' (columns: {string.Join(", ", judged.Select(c => c.Name))})");

    /// <summary>Reads a row's verdict as a component.</summary>
    /// <exception cref="InputException">
    /// The column's type is no component; when called, the returned function throws it if a value is none.
    /// </exception>
    public static Func<int> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is KeyDataViewType)
        {
            return KeyReader(row, column);
        }
        return Type(column.Type) switch
        {
            TypeCode.Int32 => Scalar<int>(row, column),
            TypeCode.UInt32 => Scalar<uint>(row, column),
            TypeCode.Int64 => Scalar<long>(row, column),
            TypeCode.Single => Scalar<float>(row, column),
            TypeCode.Double => Scalar<double>(row, column),
            _ when column.Type is TextDataViewType => Scalar<ReadOnlyMemory<char>>(row, column),
            _ => throw Mismatch(column, column.Type.ToString()!),
        };
    }

    // A key's raw value is 1 plus the index of what it stands for, or 0 for nothing.
    private static Func<int> KeyReader(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type.RawType != typeof(uint))
        {
            throw Mismatch(column, $"a key of {column.Type.RawType.Name}");
        }
        var values = ValuesOf(column);
        var getter = row.GetGetter<uint>(column);
        return () =>
        {
            uint key = 0;
            getter(ref key);
            return key >= 1 && key <= values.Length
                ? values[key - 1]
                : throw new InputException($"the judge's column '{column.Name}', row {row.Position}: no verdict");
        };
    }

    private static int[] ValuesOf(DataViewSchema.Column column)
    {
        var type = column.Annotations.Schema.GetColumnOrNull(KeyValues)?.Type as VectorDataViewType
            ?? throw Mismatch(column, "a key without values");
        return Type(type.ItemType) switch
        {
            TypeCode.Int32 => Values<int>(column),
            TypeCode.UInt32 => Values<uint>(column),
            TypeCode.Int64 => Values<long>(column),
            TypeCode.Single => Values<float>(column),
            TypeCode.Double => Values<double>(column),
            _ when type.ItemType is TextDataViewType => Values<ReadOnlyMemory<char>>(column),
            _ => throw Mismatch(column, $"a key over {type.ItemType}"),
        };
    }

    private static int[] Values<T>(DataViewSchema.Column column)
    {
        VBuffer<T> values = default;
        column.Annotations.GetValue(KeyValues, ref values);
        return [.. values.DenseValues().Select(value => Component(value, column))];
    }

    private static Func<int> Scalar<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default!;
            getter(ref value);
            return Component(value, column);
        };
    }

    private static int Component<T>(T value, DataViewSchema.Column column)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{value}");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var component)
            ? component
            : throw new InputException($"the judge's column '{column.Name}' has the value '{text}', which is no component");
    }

    private static TypeCode Type(DataViewType type) => System.Type.GetTypeCode(type.RawType);

    private static InputException Mismatch(DataViewSchema.Column column, string actual) => new(
        $"the judge's column '{column.Name}' is {actual}; it must be a number, a text, or a key over such values");
}
