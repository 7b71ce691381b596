using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Uncertainty;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.ReEmergence;

/// <summary>Do the intervals of re-emergence forecasts hold what comes? Forecasts from prefixes, held against whole curves.</summary>
public static class ReEmergenceCalibration
{
    /// <summary>Forecasts for all tasks of one set of prompts from one prefix.</summary>
    /// <param name="law">The pooled law to forecast with.</param>
    /// <param name="prompts">The whole prompts.</param>
    /// <param name="fraction">The share of the shots to see, in (0, 1).</param>
    /// <param name="probabilities">What to reach, each in (0, 1); [task][level].</param>
    /// <param name="truth">
    /// The shots at which a task's true curve reaches a probability, ∞ if it does not; null to read it off the whole
    /// measured curve (<see cref="MonotoneCurve"/>).
    /// </param>
    /// <param name="options">How uncertainty is worked out; null for 200 replicates and the defaults.</param>
    /// <returns>
    /// One case a task and level; none where the prefix holds fewer points than the law has parameters.
    /// </returns>
    /// <exception cref="InputException">The law is not pooled, or a number is out of range.</exception>
    public static IReadOnlyList<ReEmergenceCase> Forecast(
        LawFamily law,
        PromptSet prompts,
        double fraction,
        IReadOnlyList<double[]> probabilities,
        Func<int, double, double>? truth = null,
        UncertaintyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(probabilities);
        if (!law.IsPooled)
        {
            throw new InputException($"law {law.Name}: fitted curve by curve; a pooled law is needed");
        }
        var seen = prompts.Prefix(fraction);
        var curves = seen.ToCurveSet();
        if (curves.Points < law.FreeParameters(curves.Curves.Count))
        {
            return [];
        }
        var whole = prompts.ToCurveSet();
        truth ??= (task, level) => MonotoneCurve.ShotsToReach(whole.Curves[task], level);
        var uncertainty = LawUncertainty.Of(LawFitter.Fit(law, curves), curves, CurveNoise.Of(seen),
            options ?? new UncertaintyOptions { Replicates = 200 });
        return
        [
            .. from task in Enumerable.Range(0, whole.Curves.Count)
               from level in probabilities[task]
               select new ReEmergenceCase(
                   ReEmergenceForecast.Of(uncertainty, task, level, whole.Curves[task].Shots[^1]),
                   fraction, truth(task, level), curves.Curves[task].Shots[^1]),
        ];
    }

    /// <summary>Sums up cases by the share of the shots that they saw; only those ahead of what was seen count.</summary>
    public static IReadOnlyList<ReEmergenceSummary> Summarise(IEnumerable<ReEmergenceCase> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        return [.. cases.Where(one => one.IsAhead).GroupBy(one => one.Fraction).OrderBy(group => group.Key).Select(Summarise)];
    }

    private static ReEmergenceSummary Summarise(IGrouping<double, ReEmergenceCase> group)
    {
        var cases = group.ToArray();
        var ratios = cases
            .Select(one => one.Forecast.Interval)
            .Where(interval => interval.Lower > 0 && double.IsFinite(interval.Upper))
            .Select(interval => interval.Upper / interval.Lower)
            .Order()
            .ToArray();
        var never = cases.Where(one => one.Forecast.IsNever).ToArray();
        return new ReEmergenceSummary(
            group.Key,
            cases.Length,
            cases.Average(one => one.IsHeld ? 1.0 : 0),
            cases.Average(one => double.IsFinite(one.Forecast.Interval.Upper) ? 1.0 : 0),
            ratios.Length > 0 ? ratios[ratios.Length / 2] : 0,
            never.Length,
            never.Count(one => double.IsPositiveInfinity(one.Truth)));
    }
}
