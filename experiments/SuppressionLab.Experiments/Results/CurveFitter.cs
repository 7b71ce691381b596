using Microsoft.ML;
using SuppressionLab.CurveFitting;
using SuppressionLab.Laws.Comparison;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Diagnostics;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Uncertainty;

namespace SuppressionLab.Experiments.Results;

/// <summary>Fits laws to the curves of one model and example length, through the ML.NET estimators.</summary>
internal static class CurveFitter
{
    private const int RivalStarts = 32;

    /// <summary>One record for a pooled law, one a task for the others.</summary>
    /// <param name="group">The curves.</param>
    /// <param name="laws">The laws.</param>
    /// <param name="settings">How.</param>
    public static IReadOnlyList<FitRecord> Fit(CurveGroup group, IReadOnlyList<LawFamily> laws, FitSettings settings)
    {
        var curves = group.ToCurveSet(settings.Prefix, settings.ShotOrigin);
        var noise = settings.Prompts is { } prompts
            ? CurveNoise.Of(prompts.Prefix(settings.Prefix).WithOrigin(settings.ShotOrigin))
            : CurveNoise.Of(curves);
        var ml = new MLContext(seed: 0);
        var view = ml.Suppression.CurveTable(group.Points);
        var options = new LawOptions
        {
            Prefix = settings.Prefix,
            ShotOrigin = settings.ShotOrigin,
            Fitting = new LawFitOptions { Weighting = settings.Weighting },
        };
        return laws.SelectMany(law =>
        {
            var fits = ml.Suppression.Laws.Fit(law.Name, options).Fit(view).Fits!;
            var criteria = InformationCriteria.Of(fits);
            return fits.Select(fit => ToRecord(
                group, curves, fit, settings, settings.Intervals ? Doubt(fit, curves, noise, settings) : null) with
            {
                Aicc = Finite(criteria.Aicc),
                Bic = Finite(criteria.Bic),
            });
        }).ToList();
    }

    /// <summary>The fit's uncertainty: a curve law's is that of its one task.</summary>
    private static (LawUncertainty Uncertainty, IReadOnlyList<FitConclusion> Conclusions) Doubt(
        LawFit fit, CurveSet curves, CurveNoise noise, FitSettings settings)
    {
        var task = fit.Family.IsPooled ? -1 : curves.Tasks.ToList().IndexOf(fit.Tasks[0]);
        var own = task < 0 ? curves : curves.Single(task);
        var uncertainty = LawUncertainty.Of(fit, own, task < 0 ? noise : noise.Single(task), new UncertaintyOptions
        {
            Replicates = settings.Replicates, RivalStarts = RivalStarts,
        });
        return (uncertainty, IdentificationAnalyser.Analyse(uncertainty, own));
    }

    private static FitRecord ToRecord(
        CurveGroup group,
        CurveSet curves,
        LawFit fit,
        FitSettings settings,
        (LawUncertainty Uncertainty, IReadOnlyList<FitConclusion> Conclusions)? doubt)
    {
        var conclusions = doubt?.Conclusions ?? fit.Conclusions;
        var record = new FitRecord
        {
            Law = fit.Law,
            K = group.K,
            Model = group.Model,
            Method = group.Method,
            Amount = group.Amount,
            AmountUnit = group.AmountUnit,
            Step = group.Step,
            Seed = group.Seed,
            Prefix = settings.Prefix,
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
            HeldOutNrmse = HeldOut(curves, fit)?.Average(),
            HeldOutNrmseByTask = HeldOut(curves, fit),
            FreeParameters = fit.FreeParameters,
            Points = fit.Points,
            NotIdentified = [.. conclusions.Where(c => c is { Code: "not-identified", Parameter: not null })
                .Select(c => c.Parameter!).Distinct()],
            Warnings = [.. conclusions.Where(c => c.Severity >= ConclusionSeverity.Warning).Select(c => c.Message)],
            ExitReason = fit.ExitReason.ToString(),
            StartsAgreeing = fit.StartsAgreeing,
            StartsTried = fit.StartsTried,
            Milliseconds = fit.Milliseconds,
        };
        return doubt is { } known ? WithIntervals(record, known.Uncertainty) : record;
    }

    private static FitRecord WithIntervals(FitRecord record, LawUncertainty uncertainty) => record with
    {
        Noise = uncertainty.Source,
        Replicates = uncertainty.Options.Replicates,
        StandardErrors = uncertainty.Parameters.ToDictionary(p => p.Parameter.Name, p => Finite(p.StandardError)),
        Intervals = uncertainty.Parameters.ToDictionary(p => p.Parameter.Name, p => Ends(p.Interval)),
        BootstrapIntervals = uncertainty.Bootstrap is null
            ? null
            : uncertainty.Parameters.ToDictionary(p => p.Parameter.Name, p => Ends(p.Bootstrap!.Value)),
    };

    /// <summary>The error beyond the prefix, a task; averages pass over tasks without points there.</summary>
    private static double?[]? HeldOut(CurveSet curves, LawFit fit) => curves.HeldOut is not { } rest
        ? null
        : [.. fit.Tasks.Select(task => rest.Curves.FirstOrDefault(curve => curve.Task == task) is { } curve
            ? Finite(LawScore.Nrmse(fit, curve)) : null)];

    private static double[][] Rows(double[,] matrix) => Enumerable.Range(0, matrix.GetLength(0))
        .Select(t => Enumerable.Range(0, matrix.GetLength(1)).Select(m => matrix[t, m]).ToArray()).ToArray();

    private static double?[] Ends(ParameterInterval interval) => [Finite(interval.Lower), Finite(interval.Upper)];

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
