namespace SuppressionLab.Experiments.Results;

/// <summary>Where the headline law sees the prior after an amount of suppression, with 95 % intervals.</summary>
/// <param name="Model">Which network.</param>
/// <param name="K">The example length.</param>
/// <param name="Method">The suppression method.</param>
/// <param name="Amount">Documents of suppression, or a control's dose.</param>
/// <param name="Priors">ρ of each component, averaged over seeds.</param>
/// <param name="Suppressed">The sum of the suppressed components' ρ.</param>
/// <param name="Efficiency">K of the law.</param>
/// <param name="Gamma">γ, averaged over the suppressed components.</param>
/// <param name="Beta">β, averaged over the suppressed components.</param>
/// <param name="Identified">
/// Whether every fit determines the prior, and K with it: where K is free to move, the prior that goes with it is no reading.
/// </param>
internal sealed record PriorShift(
    string Model,
    int K,
    string Method,
    double Amount,
    IReadOnlyList<Reading> Priors,
    Reading Suppressed,
    Reading Efficiency,
    Reading Gamma,
    Reading Beta,
    bool Identified)
{
    /// <summary>One row for each network, k and amount.</summary>
    public static IReadOnlyList<PriorShift> Compute(RunResults results) =>
        Compute(results, results.WholeFits(results.Plan.Laws.Headline));

    /// <summary>One row for each k, method and dose of the control.</summary>
    public static IReadOnlyList<PriorShift> OfControl(RunResults results) => Compute(results, results.ControlFits);

    private static List<PriorShift> Compute(RunResults results, IEnumerable<FitRecord> fits) => fits
        .GroupBy(fit => (fit.Model, fit.K, fit.Method, fit.Amount))
        .OrderBy(group => results.Models.ToList().IndexOf(group.Key.Model))
        .ThenBy(group => Array.IndexOf(results.Plan.Curves.ExampleLengths, group.Key.K))
        .ThenBy(group => group.Key.Method == "none" ? "" : group.Key.Method == Stages.ControlStage.DamageMethod ? "z" : "a", StringComparer.Ordinal)
        .ThenBy(group => group.Key.Amount)
        .Select(group => Compute(results, group.Key.Model, group.Key.K, group.Key.Method, group.Key.Amount, [.. group]))
        .ToList();

    private static PriorShift Compute(
        RunResults results, string model, int k, string method, double amount, List<FitRecord> fits) => new(
        model, k, method, amount,
        results.Components.Select(component => OverSeeds(fits, fit => Read(fit, "prior", component)).AsProbability()).ToList(),
        OverSeeds(fits, fit => SuppressedPrior(fit, results.Suppressed)).AsProbability(),
        OverSeeds(fits, fit => Named(fit, "efficiency")),
        OverSeeds(fits, fit => MeanOver(fit, "gamma", results.Suppressed)).AsProbability(),
        OverSeeds(fits, fit => MeanOver(fit, "beta", results.Suppressed)).AsProbability(),
        fits.All(fit => !fit.NotIdentified.Any(name =>
            name == "efficiency" || name.StartsWith("prior", StringComparison.Ordinal))));

    private static Reading OverSeeds(List<FitRecord> fits, Func<FitRecord, Reading> read) =>
        Reading.OverSeeds(fits.Select(read).ToList());

    /// <summary>1 − Σ ρ of the favoured: exact with one favoured component; with several, ends are added, on the careful side.</summary>
    private static Reading SuppressedPrior(FitRecord fit, IReadOnlyList<int> suppressed)
    {
        var favoured = fit.Tasks.Where(task => !suppressed.Contains(task)).Select(task => Read(fit, "prior", task)).ToList();
        return new Reading(1 - favoured.Sum(r => r.Value), 1 - favoured.Sum(r => r.High), 1 - favoured.Sum(r => r.Low));
    }

    /// <summary>The mean over components with the mean of their intervals' ends, as if all moved together: on the careful side.</summary>
    private static Reading MeanOver(FitRecord fit, string parameter, IReadOnlyList<int> components)
    {
        var values = components.Where(c => fit.Tasks.Contains(c)).Select(c => Read(fit, parameter, c)).ToList();
        return values.Count > 0
            ? new Reading(values.Average(r => r.Value), values.Average(r => r.Low), values.Average(r => r.High))
            : Reading.Unknown;
    }

    private static Reading Read(FitRecord fit, string parameter, int task) =>
        Named(fit, $"{parameter}[{Array.IndexOf(fit.Tasks, task)}]");

    /// <summary>A parameter; its interval is not known where the curves do not determine it.</summary>
    private static Reading Named(FitRecord fit, string name)
    {
        var value = fit.Parameters.GetValueOrDefault(name) ?? double.NaN;
        return fit.NotIdentified.Contains(name) || !fit.Intervals.TryGetValue(name, out var ends)
            ? new Reading(value, double.NaN, double.NaN)
            : new Reading(value, ends[0] ?? double.NaN, ends[1] ?? double.NaN);
    }
}
