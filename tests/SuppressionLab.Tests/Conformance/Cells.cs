using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace SuppressionLab.Tests.Conformance;

/// <summary>Cells of any of our column types as text that keeps every bit.</summary>
internal static class Cells
{
    /// <summary>One text a row: the columns' values, items separated by spaces, columns by bars.</summary>
    public static string[] Read(IDataView view, IReadOnlyList<DataViewSchema.Column> columns)
    {
        using var cursor = view.GetRowCursor(columns);
        var readers = columns.Select(c => Reader(cursor, c)).ToArray();
        var rows = new List<string>();
        while (cursor.MoveNext())
        {
            rows.Add(string.Join(" | ", readers.Select(read => read())));
        }
        return [.. rows];
    }

    /// <summary>The same through the row-to-row mapper, as prediction engines use it.</summary>
    public static string[] ReadRowByRow(
        ITransformer transformer, IDataView input, IReadOnlyList<DataViewSchema.Column> columns)
    {
        var mapper = transformer.GetRowToRowMapper(input.Schema);
        var wanted = columns.Select(c => mapper.OutputSchema[c.Index]).ToArray();
        using var cursor = input.GetRowCursor(mapper.GetDependencies(wanted));
        using var row = mapper.GetRow(cursor, wanted);
        var readers = wanted.Select(c => Reader(row, c)).ToArray();
        var rows = new List<string>();
        while (cursor.MoveNext())
        {
            rows.Add(string.Join(" | ", readers.Select(read => read())));
        }
        return [.. rows];
    }

    /// <summary>Equal but for numbers, which differ by at most 1e-6.</summary>
    public static void AreClose(string[] expected, string[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var row = 0; row < expected.Length; row++)
        {
            var (left, right) = (expected[row].Split(' '), actual[row].Split(' '));
            Assert.HasCount(left.Length, right, $"row {row}");
            for (var i = 0; i < left.Length; i++)
            {
                if (double.TryParse(left[i], CultureInfo.InvariantCulture, out var number))
                {
                    Assert.AreEqual(number, double.Parse(right[i], CultureInfo.InvariantCulture), 1e-6, $"row {row}, item {i}");
                }
                else
                {
                    Assert.AreEqual(left[i], right[i], $"row {row}, item {i}");
                }
            }
        }
    }

    private static Func<string> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        var item = (column.Type as VectorDataViewType)?.ItemType ?? column.Type;
        return (Type.GetTypeCode(item.RawType), column.Type is VectorDataViewType) switch
        {
            (TypeCode.Single, true) => Vector<float>(row, column),
            (TypeCode.Double, true) => Vector<double>(row, column),
            (TypeCode.Int32, true) => Vector<int>(row, column),
            (TypeCode.Boolean, true) => Vector<bool>(row, column),
            (TypeCode.Single, false) => Scalar<float>(row, column),
            (TypeCode.Double, false) => Scalar<double>(row, column),
            (TypeCode.Int32, false) => Scalar<int>(row, column),
            _ when item is TextDataViewType && column.Type is not VectorDataViewType => Scalar<ReadOnlyMemory<char>>(row, column),
            _ => throw new NotSupportedException($"column '{column.Name}' is {column.Type}"),
        };
    }

    private static Func<string> Scalar<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default!;
            getter(ref value);
            return Text(value);
        };
    }

    private static Func<string> Vector<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> buffer = default;
        return () =>
        {
            getter(ref buffer);
            return string.Join(' ', buffer.DenseValues().Select(Text));
        };
    }

    private static string Text<T>(T value) => value switch
    {
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => value!.ToString()!,
    };
}
