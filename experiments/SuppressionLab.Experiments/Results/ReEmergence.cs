namespace SuppressionLab.Experiments.Results;

/// <summary>
/// When a suppressed behaviour comes back: the first number of shots at which the fitted curve reaches half of the
/// pretrained model's measured probability at the most shots.
/// </summary>
/// <param name="Model">Which network.</param>
/// <param name="K">The example length.</param>
/// <param name="Component">The component.</param>
/// <param name="Amount">Documents of suppression.</param>
/// <param name="Seed">The root seed.</param>
/// <param name="Threshold">Half of the pretrained model's probability at the most shots.</param>
/// <param name="Shots">The number of shots; null if not within <paramref name="Within"/>.</param>
/// <param name="Within">The most shots that were measured.</param>
internal sealed record ReEmergence(
    string Model, int K, int Component, double Amount, long Seed, double Threshold, int? Shots, int Within)
{
    /// <summary>The re-emergence of every component, amount, k and seed under the headline law.</summary>
    public static IReadOnlyList<ReEmergence> Compute(RunResults results) =>
        results.WholeFits(results.Plan.Laws.Headline)
            .SelectMany(fit => fit.Tasks.Select(task => Compute(results, fit, task))).ToList();

    private static ReEmergence Compute(RunResults results, FitRecord fit, int task)
    {
        var pretrained = results.Points.Where(p => p.Model == fit.Model && p.Seed == fit.Seed && p.K == fit.K
            && p.Component == task && p.Amount == 0).MaxBy(p => p.Shots)!;
        var threshold = pretrained.Probability / 2;
        var shots = Enumerable.Range(0, pretrained.Shots + 1).ToArray();
        var curve = FittedCurve.Evaluate(fit, task, Array.ConvertAll(shots, n => (double)n));
        var first = Array.FindIndex(curve, p => p >= threshold);
        return new ReEmergence(
            fit.Model, fit.K, task, fit.Amount, fit.Seed, threshold, first >= 0 ? first : null, pretrained.Shots);
    }
}
