using Microsoft.ML;
using Microsoft.ML.Data;

namespace SuppressionLab.Columns;

/// <summary>Reads a column of the row that a cursor is at, without ML.NET's by-reference getters.</summary>
internal static class RowReaders
{
    /// <summary>A function that gives the current row's value.</summary>
    public static Func<T> Scalar<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default!;
            getter(ref value);
            return value;
        };
    }

    /// <summary>A function that gives a copy of the current row's vector.</summary>
    public static Func<T[]> Vector<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> buffer = default;
        return () =>
        {
            getter(ref buffer);
            return [.. buffer.DenseValues()];
        };
    }
}
