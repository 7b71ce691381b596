using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Tests.Support;

/// <summary>Reads columns of views.</summary>
internal static class Views
{
    public static T[][] Vectors<T>(IDataView view, string column)
    {
        var rows = new List<T[]>();
        using var cursor = view.GetRowCursor([view.Schema[column]]);
        var getter = cursor.GetGetter<VBuffer<T>>(view.Schema[column]);
        VBuffer<T> buffer = default;
        while (cursor.MoveNext())
        {
            getter(ref buffer);
            rows.Add([.. buffer.DenseValues()]);
        }
        return [.. rows];
    }

    public static T[] Scalars<T>(IDataView view, string column)
    {
        var rows = new List<T>();
        using var cursor = view.GetRowCursor([view.Schema[column]]);
        var getter = cursor.GetGetter<T>(view.Schema[column]);
        while (cursor.MoveNext())
        {
            T value = default!;
            getter(ref value);
            rows.Add(value);
        }
        return [.. rows];
    }

    public static void AreSame<T>(T[][] expected, T[][] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
        {
            CollectionAssert.AreEqual(expected[i], actual[i], $"row {i}");
        }
    }

    public static void AreClose(float[][] expected, float[][] actual, float tolerance)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.HasCount(expected[i].Length, actual[i]);
            for (var j = 0; j < expected[i].Length; j++)
            {
                Assert.AreEqual(expected[i][j], actual[i][j], tolerance, $"row {i}, item {j}");
            }
        }
    }

    /// <summary>Runs something that must be refused and gives the message.</summary>
    public static string Refusal(Action action) => Assert.ThrowsExactly<InputException>(action).Message;
}
