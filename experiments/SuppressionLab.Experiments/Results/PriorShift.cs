namespace SuppressionLab.Experiments.Results;

/// <summary>Where the headline law sees the prior after an amount of suppression.</summary>
/// <param name="Model">Which network.</param>
/// <param name="K">The example length.</param>
/// <param name="Amount">Documents of suppression.</param>
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
    double Amount,
    IReadOnlyList<Estimate> Priors,
    Estimate Suppressed,
    Estimate Efficiency,
    Estimate Gamma,
    Estimate Beta,
    bool Identified)
{
    /// <summary>One row for each network, k and amount.</summary>
    public static IReadOnlyList<PriorShift> Compute(RunResults results) =>
        results.WholeFits(results.Plan.Laws.Headline)
            .GroupBy(fit => (fit.Model, fit.K, fit.Amount))
            .OrderBy(group => results.Models.ToList().IndexOf(group.Key.Model))
            .ThenBy(group => Array.IndexOf(results.Plan.Curves.ExampleLengths, group.Key.K))
            .ThenBy(group => group.Key.Amount)
            .Select(group => Compute(results, group.Key.Model, group.Key.K, group.Key.Amount, group.ToList()))
            .ToList();

    private static PriorShift Compute(RunResults results, string model, int k, double amount, List<FitRecord> fits) => new(
        model, k, amount,
        results.Components.Select(component => OverSeeds(fits, fit => Read(fit, "prior", component))).ToList(),
        OverSeeds(fits, fit => SuppressedPrior(fit, results.Suppressed)),
        OverSeeds(fits, fit => Named(fit, "efficiency")),
        OverSeeds(fits, fit => MeanOver(fit, "gamma", results.Suppressed)),
        OverSeeds(fits, fit => MeanOver(fit, "beta", results.Suppressed)),
        fits.All(fit => !fit.NotIdentified.Any(name =>
            name == "efficiency" || name.StartsWith("prior", StringComparison.Ordinal))));

    private static Estimate OverSeeds(List<FitRecord> fits, Func<FitRecord, Estimate> read) =>
        Estimate.OverSeeds(fits.Select(read).ToList());

    /// <summary>1 − Σ ρ of the favoured: with one favoured component, its error is the sum's error too.</summary>
    private static Estimate SuppressedPrior(FitRecord fit, IReadOnlyList<int> suppressed)
    {
        var favoured = fit.Tasks.Where(task => !suppressed.Contains(task)).Select(task => Read(fit, "prior", task)).ToList();
        return new Estimate(1 - favoured.Sum(e => e.Value), Math.Sqrt(favoured.Sum(e => e.StandardError * e.StandardError)));
    }

    private static Estimate MeanOver(FitRecord fit, string parameter, IReadOnlyList<int> components)
    {
        var values = components.Where(c => fit.Tasks.Contains(c)).Select(c => Read(fit, parameter, c)).ToList();
        return values.Count > 0 ? Estimate.MeanOf(values) : new Estimate(double.NaN, double.NaN);
    }

    private static Estimate Read(FitRecord fit, string parameter, int task) =>
        Named(fit, $"{parameter}[{Array.IndexOf(fit.Tasks, task)}]");

    /// <summary>A parameter; its error is NaN where the curves do not determine it.</summary>
    private static Estimate Named(FitRecord fit, string name) => new(
        fit.Parameters.GetValueOrDefault(name) ?? double.NaN,
        fit.NotIdentified.Contains(name) ? double.NaN : fit.StandardErrors?.GetValueOrDefault(name) ?? double.NaN);
}
