using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace SuppressionLab.Tests;

/// <summary>
/// The entry point of this assembly: a process that knows only ML.NET, loads a model file, scores a few rows and prints
/// the bits. Nothing here may name a type of ours: the point is that loading needs no call to us first.
/// </summary>
internal static class FreshProcess
{
    private static int Main(string[] args)
    {
        if (args is not ["score", var path, var column, var tokens])
        {
            Console.Error.WriteLine("usage: score MODEL COLUMN TOKENS");
            return 2;
        }
        var ours = AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetName().Name).Where(IsOurs);
        if (ours.Any(name => name != "SuppressionLab.Tests"))
        {
            Console.Error.WriteLine($"loaded before Load: {string.Join(", ", ours)}");
            return 3;
        }
        Console.WriteLine(Score(path, column, [.. tokens.Split(',').Select(t => int.Parse(t, CultureInfo.InvariantCulture))]));
        return 0;
    }

    /// <summary>The bits of the column's values for one row of tokens, as hexadecimal.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static string Score(string path, string column, int[] tokens)
    {
        var ml = new MLContext();
        var model = ml.Model.Load(path, out _);
        var scored = model.Transform(ml.Data.LoadFromEnumerable([new Row { Tokens = tokens }]));
        var values = scored.GetColumn<float[]>(scored.Schema[column]).Single();
        return string.Join(" ", values.Select(v => BitConverter.SingleToInt32Bits(v).ToString("x8", CultureInfo.InvariantCulture)));
    }

    private static bool IsOurs(string? name) => name?.StartsWith("SuppressionLab", StringComparison.Ordinal) == true;

    private sealed class Row
    {
        [VectorType]
        public int[] Tokens { get; set; } = [];
    }
}
