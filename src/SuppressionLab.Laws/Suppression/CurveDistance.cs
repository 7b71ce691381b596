using SuppressionLab.Laws.Data;

namespace SuppressionLab.Laws.Suppression;

/// <summary>How far two sets of curves are apart, so that a few early shots weigh as much as many late ones.</summary>
internal static class CurveDistance
{
    /// <summary>
    /// The root mean square difference in probability over tasks and log-shots (each point has the width in ln(1 + n) of
    /// the interval around it), in the condition where it is largest.
    /// </summary>
    public static double Largest(
        IReadOnlyList<SuppressionCondition> conditions, double[][][] first, double[][][] second) =>
        Enumerable.Range(0, conditions.Count).Max(c => Math.Sqrt(Enumerable.Range(0, first[c].Length)
            .Average(t => MeanSquare(conditions[c].Curves.Curves[t], first[c][t], second[c][t]))));

    private static double MeanSquare(TaskCurve curve, double[] first, double[] second)
    {
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < curve.Points; i++)
        {
            var low = i > 0 ? (curve.Shots[i - 1] + curve.Shots[i]) / 2 : Math.Max(curve.Shots[i] - 0.5, -0.5);
            var high = i + 1 < curve.Points ? (curve.Shots[i] + curve.Shots[i + 1]) / 2 : curve.Shots[i] + 0.5;
            var width = Math.Log((1 + high) / (1 + low));
            sum += width * (first[i] - second[i]) * (first[i] - second[i]);
            total += width;
        }
        return sum / total;
    }
}
