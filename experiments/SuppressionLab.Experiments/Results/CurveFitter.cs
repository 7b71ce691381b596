using Microsoft.ML;
using SuppressionLab.CurveFitting;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;

namespace SuppressionLab.Experiments.Results;

/// <summary>Fits laws to the curves of one model and example length, through the ML.NET estimators.</summary>
internal static class CurveFitter
{
    /// <summary>One record for a pooled law, one a task for the others.</summary>
    /// <param name="group">The curves.</param>
    /// <param name="laws">The laws.</param>
    /// <param name="prefix">The share of the shots to fit, in (0, 1]; the rest is scored.</param>
    /// <param name="shotOrigin">What to add to the table's shots.</param>
    public static IReadOnlyList<FitRecord> Fit(
        CurveGroup group, IReadOnlyList<LawFamily> laws, double prefix, int shotOrigin)
    {
        var curves = group.ToCurveSet(prefix, shotOrigin);
        var ml = new MLContext(seed: 0);
        var view = ml.Suppression.CurveTable(group.Points);
        return laws.SelectMany(law => ml.Suppression
            .Laws.Fit(law.Name, new LawOptions { Prefix = prefix, ShotOrigin = shotOrigin }).Fit(view).Fits!
            .Select(fit => ToRecord(group, curves, fit, prefix))).ToList();
    }

    private static FitRecord ToRecord(CurveGroup group, CurveSet curves, LawFit fit, double prefix) => new()
    {
        Law = fit.Law,
        K = group.K,
        Model = group.Model,
        Method = group.Method,
        Amount = group.Amount,
        AmountUnit = group.AmountUnit,
        Step = group.Step,
        Seed = group.Seed,
        Prefix = prefix,
        Tasks = [.. fit.Tasks],
        Task = fit.Family.IsPooled ? null : fit.Tasks[0],
        Prior = fit.Prior,
        Gamma = fit.Gamma,
        Beta = fit.Beta,
        Probabilities = fit.Probabilities is { } matrix ? Rows(matrix) : null,
        Efficiency = fit.Efficiency,
        Parameters = fit.Parameters.ToDictionary(pair => pair.Key, pair => Finite(pair.Value)),
        StandardErrors = fit.StandardErrors.ToDictionary(pair => pair.Key, pair => Finite(pair.Value)),
        Sse = fit.Sse,
        Nrmse = Finite(fit.Nrmse),
        HeldOutNrmse = HeldOut(curves, fit),
        FreeParameters = fit.FreeParameters,
        Points = fit.Points,
        NotIdentified = [.. fit.Conclusions.Where(c => c is { Code: "not-identified", Parameter: not null })
            .Select(c => c.Parameter!).Distinct()],
        Warnings = [.. fit.Warnings],
        ExitReason = fit.ExitReason.ToString(),
        StartsAgreeing = fit.StartsAgreeing,
        StartsTried = fit.StartsTried,
        Milliseconds = fit.Milliseconds,
    };

    private static double? HeldOut(CurveSet curves, LawFit fit)
    {
        var scored = curves.HeldOut?.Curves.Where(curve => fit.Tasks.Contains(curve.Task)).ToList();
        return scored is { Count: > 0 } ? Finite(scored.Average(curve => LawScore.Nrmse(fit, curve))) : null;
    }

    private static double[][] Rows(double[,] matrix) => Enumerable.Range(0, matrix.GetLength(0))
        .Select(t => Enumerable.Range(0, matrix.GetLength(1)).Select(m => matrix[t, m]).ToArray()).ToArray();

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
