using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Comparison;

/// <summary>
/// Extrapolation: laws fitted to the first 5, 10, 20 and 50 % of the shots (the published fractions) and scored on the
/// rest. What cannot be fitted is a row that says so, not an error: 5 % of a short curve is often less than a law needs.
/// </summary>
public static class RollingOrigin
{
    /// <summary>The published fractions.</summary>
    public static IReadOnlyList<double> PublishedFractions { get; } = [0.05, 0.1, 0.2, 0.5];

    /// <summary>Fits and scores.</summary>
    /// <param name="laws">The laws.</param>
    /// <param name="curves">The curves, each set with a label, on the table's shots (a prefix is a share of them).</param>
    /// <param name="fractions">The shares of the shots to fit, in (0, 1); null for the published ones.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <returns>A row a law, set, fraction and task, in this order of nesting: set, fraction, law, task.</returns>
    /// <exception cref="InputException">A fraction is not in (0, 1), or an option is out of range.</exception>
    public static IReadOnlyList<RollingOriginRow> Run(
        IReadOnlyList<LawFamily> laws,
        IReadOnlyList<KeyValuePair<string, CurveSet>> curves,
        IReadOnlyList<double>? fractions = null,
        LawFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(laws);
        ArgumentNullException.ThrowIfNull(curves);
        fractions ??= PublishedFractions;
        options?.Validate();
        if (fractions.Any(fraction => !(fraction is > 0 and < 1)))
        {
            throw new InputException("rolling origin: every fraction must lie between 0 and 1");
        }
        return
        [
            .. from set in curves
               from fraction in fractions
               from law in laws
               from row in Rows(law, set.Key, set.Value, fraction, options)
               select row,
        ];
    }

    private static IEnumerable<RollingOriginRow> Rows(
        LawFamily law, string label, CurveSet curves, double fraction, LawFitOptions? options)
    {
        var limit = fraction * curves.LargestShots;
        var counts = curves.Curves.Select(curve => curve.Shots.Count(n => n <= limit)).ToArray();
        var tasks = curves.Curves.Count;
        if (law.IsPooled)
        {
            var problem = tasks < law.MinimumTasks ? $"the law needs {law.MinimumTasks} tasks"
                : counts.Contains(0) ? "a task has no point" : null;
            return PooledRows(law, label, curves, fraction, problem, counts.Sum(), options);
        }
        return Enumerable.Range(0, tasks).Select(i =>
        {
            var row = Row(law, 1, label, fraction, curves.Curves[i], limit, counts[i]);
            return row.Problem is not null ? row : Scored(row, law, Cut(curves.Single(i), limit), options);
        });
    }

    private static IEnumerable<RollingOriginRow> PooledRows(
        LawFamily law, string label, CurveSet curves, double fraction, string? problem, int points, LawFitOptions? options)
    {
        var limit = fraction * curves.LargestShots;
        var rows = curves.Curves
            .Select(curve => Row(law, curves.Curves.Count, label, fraction, curve, limit, points))
            .Select(row => problem is null ? row : row with { Problem = problem })
            .ToArray();
        if (problem is not null || rows.All(row => row.Problem is not null))
        {
            return rows;
        }
        var cut = Cut(curves, limit);
        var fit = LawFitter.Fit(law, cut.Training, options);
        return rows.Select(row => row.Problem is not null ? row : row with { Nrmse = Score(fit, cut.Beyond, row.Task) });
    }

    private static RollingOriginRow Scored(
        RollingOriginRow row, LawFamily law, (CurveSet Training, TaskCurve[] Beyond) cut, LawFitOptions? options) =>
        row with { Nrmse = Score(LawFitter.Fit(law, cut.Training, options), cut.Beyond, row.Task) };

    private static double Score(LawFit fit, TaskCurve[] rest, int task) =>
        LawScore.Nrmse(fit, rest.First(curve => curve.Task == task));

    private static RollingOriginRow Row(
        LawFamily law, int tasks, string label, double fraction, TaskCurve curve, double limit, int points)
    {
        var parameters = law.FreeParameters(tasks);
        var heldOut = curve.Shots.Count(n => n > limit);
        var problem = points < parameters ? $"{points} points for {parameters} parameters"
            : heldOut == 0 ? "no point is held out" : null;
        return new(law.Name, label, fraction, curve.Task, parameters, (double)parameters / tasks, points, heldOut, null, problem);
    }

    private static (CurveSet Training, TaskCurve[] Beyond) Cut(CurveSet curves, double limit) =>
        (new CurveSet([.. curves.Curves.Select(curve => curve.Where(n => n <= limit))]),
            [.. curves.Curves.Select(curve => curve.Where(n => n > limit))]);
}
