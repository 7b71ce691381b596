using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Data;

/// <summary>The checks of one curve.</summary>
internal static class CurveCheck
{
    /// <summary>The curve with its points sorted by shots, or an <see cref="InputException"/>.</summary>
    public static TaskCurve Checked(TaskCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        CheckLengths(curve);
        for (var i = 0; i < curve.Points; i++)
        {
            CheckPoint(curve, i);
        }
        var sorted = curve.Sorted();
        for (var i = 1; i < sorted.Points; i++)
        {
            if (sorted.Shots[i] == sorted.Shots[i - 1])
            {
                throw new InputException(
                    $"task {curve.Task}, shots {sorted.Shots[i]}: two points; one point a task and shot is allowed");
            }
        }
        return sorted;
    }

    private static void CheckLengths(TaskCurve curve)
    {
        if (curve.Points == 0)
        {
            throw new InputException($"task {curve.Task}: the curve has no points; at least one is needed");
        }
        if (curve.Probabilities.Length != curve.Points
            || (curve.StandardErrors ?? curve.Shots).Length != curve.Points
            || (curve.Counts is { } counts && counts.Length != curve.Points))
        {
            throw new InputException(
                $"task {curve.Task}: shots, probabilities, standard errors and counts must have the same length");
        }
    }

    private static void CheckPoint(TaskCurve curve, int i)
    {
        var shots = curve.Shots[i];
        if (!double.IsFinite(shots) || shots < 0)
        {
            throw new InputException($"task {curve.Task}, shots {shots}: not allowed; 0 or a positive number is");
        }
        Require(curve.Probabilities[i] is >= 0 and <= 1, curve, i, "probability", curve.Probabilities[i], "[0, 1]");
        if (curve.StandardErrors is { } errors)
        {
            Require(double.IsFinite(errors[i]) && errors[i] >= 0, curve, i, "standard error", errors[i], "[0, ∞)");
        }
        if (curve.Counts is { } counts)
        {
            Require(counts[i] >= 0, curve, i, "count", counts[i], "[0, ∞)");
        }
    }

    private static void Require(bool good, TaskCurve curve, int i, string what, double value, string range)
    {
        if (!good)
        {
            throw new InputException(
                $"task {curve.Task}, shots {curve.Shots[i]}: {what} {value} is outside {range}");
        }
    }
}
