using System.Runtime.Intrinsics;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Families;

/// <summary>Changes of variable on rows of a Jacobian.</summary>
internal static class PriorRows
{
    /// <summary>From derivatives by ln ρ [tasks, points] to those by the prior's coordinates [tasks − 1, points].</summary>
    public static void FromLogPrior(ReadOnlySpan<double> byLogPrior, Span<double> byCoordinate, int tasks)
    {
        var points = byLogPrior.Length / tasks;
        var basis = Simplex.Basis(tasks);
        for (var j = 0; j < tasks - 1; j++)
        {
            var target = byCoordinate.Slice(j * points, points);
            for (var i = 0; i < points; i += Lanes.Width)
            {
                var sum = Vector256<double>.Zero;
                for (var m = 0; m <= j + 1; m++)
                {
                    sum += Lanes.Load(byLogPrior.Slice(m * points, points), i) * basis[(j * tasks) + m];
                }
                Lanes.Store(sum, target, i);
            }
        }
    }

    /// <summary>As <see cref="FromLogPrior"/>, into the first M − 1 of the same rows; the last is left as scrap.</summary>
    public static void FromLogPriorInPlace(Span<double> rows, int tasks)
    {
        var points = rows.Length / tasks;
        var basis = Simplex.Basis(tasks);
        Span<Vector256<double>> old = stackalloc Vector256<double>[tasks];
        for (var i = 0; i < points; i += Lanes.Width)
        {
            for (var m = 0; m < tasks; m++)
            {
                old[m] = Lanes.Load(rows.Slice(m * points, points), i);
            }
            for (var j = 0; j < tasks - 1; j++)
            {
                var sum = Vector256<double>.Zero;
                for (var m = 0; m <= j + 1; m++)
                {
                    sum += old[m] * basis[(j * tasks) + m];
                }
                Lanes.Store(sum, rows.Slice(j * points, points), i);
            }
        }
    }

    /// <summary>target = factor · source; the two may be the same row.</summary>
    public static void Scale(ReadOnlySpan<double> source, double factor, Span<double> target)
    {
        for (var i = 0; i < source.Length; i += Lanes.Width)
        {
            Lanes.Store(Lanes.Load(source, i) * factor, target, i);
        }
    }
}
