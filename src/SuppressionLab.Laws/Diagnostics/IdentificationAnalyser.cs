using System.Globalization;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Uncertainty;

namespace SuppressionLab.Laws.Diagnostics;

/// <summary>Says which parameters of a fit the data do not identify, and what else a reader must know of it.</summary>
public static class IdentificationAnalyser
{
    /// <summary>A probability (ρ, γ, β, P) counts as identified up to this standard error.</summary>
    public const double LargestProbabilityError = 0.1;

    /// <summary>K and the shape parameters count as identified up to this relative standard error.</summary>
    public const double LargestRelativeError = 0.5;

    /// <summary>β counts as near γ if they differ by less than this share of γ.</summary>
    public const double NearShare = 0.02;

    // From this correlation on, two parameters are named as a trade-off.
    private const double TradeOff = 0.95;

    /// <summary>The conclusions, most serious first.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="training">The curves it was fitted to.</param>
    public static IReadOnlyList<FitConclusion> Analyse(LawFit fit, CurveSet training)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(training);
        return [.. Whole(fit).Concat(Flat(training)).Concat(Unidentified(fit)).OrderByDescending(c => c.Severity)];
    }

    /// <summary>
    /// The conclusions where the noise of the curves is known: identified then means that the parameter's interval can be
    /// trusted (<see cref="ParameterUncertainty.IsIdentified"/>), and trade-offs are read from the sandwich covariance.
    /// </summary>
    /// <param name="uncertainty">The fit's uncertainty.</param>
    /// <param name="training">The curves it was fitted to.</param>
    public static IReadOnlyList<FitConclusion> Analyse(LawUncertainty uncertainty, CurveSet training)
    {
        ArgumentNullException.ThrowIfNull(uncertainty);
        ArgumentNullException.ThrowIfNull(training);
        var fit = uncertainty.Fit;
        return [.. Whole(fit).Concat(Flat(training)).Concat(Untrusted(uncertainty)).OrderByDescending(c => c.Severity)];
    }

    private static IEnumerable<FitConclusion> Untrusted(LawUncertainty uncertainty)
    {
        var fit = uncertainty.Fit;
        for (var i = 0; i < uncertainty.Parameters.Count; i++)
        {
            if (uncertainty.Parameters[i] is { IsIdentified: false } parameter)
            {
                var severity = parameter.Parameter.Kind == ParameterKind.Shape
                    ? ConclusionSeverity.Hint
                    : ConclusionSeverity.Warning;
                var partner = TradeOffs(fit, uncertainty.Sandwich, i);
                yield return new(severity, "not-identified", parameter.Parameter.Name, Label(fit, parameter.Parameter),
                    $"{Describe(fit, parameter.Parameter)} is not identified: {parameter.Reason}{partner}");
            }
        }
    }

    private static IEnumerable<FitConclusion> Whole(LawFit fit)
    {
        if (fit.Points < fit.FreeParameters)
        {
            yield return new(ConclusionSeverity.Error, "fewer-points-than-parameters", null, null,
                $"{fit.Points} points for {fit.FreeParameters} free parameters: one of endlessly many fits");
        }
        if (fit.ExitReason == ExitReason.MaximumIterations)
        {
            yield return new(ConclusionSeverity.Warning, "not-converged", null, null,
                $"not converged after {fit.Iterations} iterations");
        }
        if (fit.StartsTried > 1 && fit.StartsAgreeing == 1)
        {
            yield return new(ConclusionSeverity.Warning, "starts-disagree", null, null,
                $"only 1 of {fit.StartsTried} starts reached the best squared error: a better optimum may exist");
        }
    }

    private static IEnumerable<FitConclusion> Flat(CurveSet training) =>
        from curve in training.Curves
        where curve.Points > 1 && curve.Probabilities.Max() - curve.Probabilities.Min() < 1e-6
        select new FitConclusion(ConclusionSeverity.Hint, "flat-curve", null, curve.Task,
            $"the curve of task {curve.Task} is flat");

    private static IEnumerable<FitConclusion> Unidentified(LawFit fit)
    {
        var parameters = fit.Family.Parameters(fit.Tasks.Count);
        for (var i = 0; i < parameters.Count; i++)
        {
            var error = fit.Covariance.StandardErrors[i];
            if (!IsLarge(parameters[i].Kind, fit.Natural[i], error))
            {
                continue;
            }
            var severity = parameters[i].Kind == ParameterKind.Shape && double.IsFinite(error)
                ? ConclusionSeverity.Hint
                : ConclusionSeverity.Warning;
            var size = double.IsFinite(error) ? $"standard error {error:G2}" : "no finite standard error";
            yield return new(severity, "not-identified", parameters[i].Name, Label(fit, parameters[i]),
                $"{Describe(fit, parameters[i])} is not identified: {size}{Reason(fit, parameters, i)}");
        }
    }

    private static bool IsLarge(ParameterKind kind, double value, double error) =>
        kind is ParameterKind.Efficiency or ParameterKind.Shape
            ? !(error <= LargestRelativeError * Math.Abs(value))
            : !(error <= LargestProbabilityError);

    private static string Reason(LawFit fit, IReadOnlyList<LawParameter> parameters, int i)
    {
        if (parameters[i] is { Kind: ParameterKind.Prior, Task: { } task }
            && fit.Gamma is { } gamma && fit.Beta is { } beta
            && gamma[task] - beta[task] < NearShare * gamma[task])
        {
            return " (β ≈ γ)";
        }
        return TradeOffs(fit, fit.Covariance, i);
    }

    /// <summary>The parameter with which another trades off, in brackets; empty if there is none.</summary>
    private static string TradeOffs(LawFit fit, ParameterCovariance covariance, int i)
    {
        var parameters = fit.Family.Parameters(fit.Tasks.Count);
        var partner = Enumerable.Range(0, parameters.Count)
            .Where(j => j != i)
            .MaxBy(j => Math.Abs(covariance.Correlation(i, j)));
        var correlation = parameters.Count > 1 ? covariance.Correlation(i, partner) : 0;
        return Math.Abs(correlation) < TradeOff
            ? ""
            : $" (against {Describe(fit, parameters[partner])}, correlation {correlation:F2})";
    }

    private static int? Label(LawFit fit, LawParameter parameter) =>
        parameter.Task is { } task ? fit.Tasks[task] : fit.Tasks.Count == 1 ? fit.Tasks[0] : null;

    private static string Describe(LawFit fit, LawParameter parameter) => parameter.Kind switch
    {
        ParameterKind.Prior => $"prior of task {Label(fit, parameter)}",
        ParameterKind.Gamma => $"γ of task {Label(fit, parameter)}",
        ParameterKind.Beta => $"β of task {Label(fit, parameter)}",
        ParameterKind.Efficiency => "K",
        ParameterKind.Shape => $"{parameter.Name} of task {fit.Tasks[0]}",
        // P[t, m] is named by the tasks' indices; a reader knows their labels.
        _ => parameter.Name.Split('[', ',', ']') is [_, var row, var column, ..]
            ? $"P[{fit.Tasks[int.Parse(row, CultureInfo.InvariantCulture)]}, {fit.Tasks[int.Parse(column, CultureInfo.InvariantCulture)]}]"
            : parameter.Name,
    };

    internal static string Describe(LawFit fit, int parameter) => Describe(fit, fit.Family.Parameters(fit.Tasks.Count)[parameter]);
}
