using SuppressionLab.Laws.Data;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Fitting;

/// <summary>How far a fitted law is from measured curves.</summary>
public static class LawScore
{
    /// <summary>
    /// NRMSE: root mean squared error in probability over the mean probability, a task, averaged over tasks (protocol
    /// of arXiv 2410.16531). On the fitted points it is interpolation, on held-out ones extrapolation.
    /// </summary>
    /// <param name="fit">The fit.</param>
    /// <param name="curves">The curves; each task must be one of the fit's.</param>
    /// <returns>At least 0; infinite where a task's probabilities are all 0 and the fit's are not.</returns>
    /// <exception cref="InputException">A task is not one of the fit's.</exception>
    public static double Nrmse(LawFit fit, CurveSet curves)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(curves);
        return curves.Curves.Average(curve => Nrmse(fit, curve));
    }

    /// <summary>The same over the fits of a curve law, each scored on its own task.</summary>
    /// <param name="fits">One fit a task (or one pooled fit).</param>
    /// <param name="curves">The curves; each task must be one of a fit's.</param>
    /// <exception cref="InputException">A task has no fit.</exception>
    public static double Nrmse(IReadOnlyList<LawFit> fits, CurveSet curves)
    {
        ArgumentNullException.ThrowIfNull(fits);
        ArgumentNullException.ThrowIfNull(curves);
        return curves.Curves.Average(curve => Nrmse(
            fits.FirstOrDefault(fit => fit.Tasks.Contains(curve.Task)) ?? throw NoSuchTask(curve.Task), curve));
    }

    /// <summary>NRMSE of one task's curve.</summary>
    /// <inheritdoc cref="Nrmse(LawFit, CurveSet)"/>
    /// <param name="fit">The fit.</param>
    /// <param name="curve">The curve.</param>
    public static double Nrmse(LawFit fit, TaskCurve curve)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(curve);
        return Ratio(SquaredError(fit, curve), curve.Probabilities);
    }

    /// <summary>NRMSE of any prediction of a curve.</summary>
    internal static double Nrmse(double[] predicted, double[] observed) =>
        Ratio(predicted.Zip(observed, (p, y) => (p - y) * (p - y)).Sum(), observed);

    private static double Ratio(double squaredError, double[] observed)
    {
        var error = Math.Sqrt(squaredError / observed.Length);
        return error == 0 ? 0 : error / observed.Average();
    }

    /// <summary>The sum of squared errors in probability.</summary>
    /// <inheritdoc cref="Nrmse(LawFit, CurveSet)" path="/exception"/>
    public static double SquaredError(LawFit fit, CurveSet curves)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(curves);
        return curves.Curves.Sum(curve => SquaredError(fit, curve));
    }

    private static double SquaredError(LawFit fit, TaskCurve curve)
    {
        var index = fit.Tasks.ToList().IndexOf(curve.Task);
        if (index < 0)
        {
            throw NoSuchTask(curve.Task);
        }
        var fitted = new double[curve.Points];
        fit.Predict(index, curve.Shots, fitted);
        var sum = 0.0;
        for (var i = 0; i < fitted.Length; i++)
        {
            var error = fitted[i] - curve.Probabilities[i];
            sum += error * error;
        }
        return sum;
    }

    private static InputException NoSuchTask(int task) => new($"task {task}: not one of the fitted tasks");
}
