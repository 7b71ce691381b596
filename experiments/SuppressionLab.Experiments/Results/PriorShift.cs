namespace SuppressionLab.Experiments.Results;

/// <summary>
/// Where the prior is after an amount of suppression, with 95 % intervals: by the joint fit to all amounts where it holds, that
/// is where the amounts share something; otherwise by the headline law's fit to the amount alone.
/// </summary>
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
/// <param name="Source">Which fit it is: <c>all amounts, …</c> or <c>this amount alone</c>.</param>
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
    bool Identified,
    string Source)
{
    private const string Alone = "this amount alone";

    /// <summary>One row for each network, k and amount: joint where it holds.</summary>
    public static IReadOnlyList<PriorShift> Compute(CellResults results) =>
        [.. OfSingleFits(results).Select(shift => Joint(results, shift, results.Verdicts) ?? shift)];

    /// <summary>One row for each network, k and amount, by fits to each amount alone.</summary>
    public static IReadOnlyList<PriorShift> OfSingleFits(CellResults results) =>
        Compute(results, results.WholeFits(results.Plan.Laws.Headline));

    /// <summary>One row for each k, method and dose of the control: joint where it holds.</summary>
    public static IReadOnlyList<PriorShift> OfControl(CellResults results) =>
        [.. OfControlSingleFits(results).Select(shift => Joint(results, shift, results.ControlVerdicts) ?? shift)];

    /// <summary>One row for each k, method and dose of the control, by fits to each dose alone.</summary>
    public static IReadOnlyList<PriorShift> OfControlSingleFits(CellResults results) => Compute(results, results.ControlFits);

    /// <summary>The same row by the joint fits of all seeds; null unless in each of them the amounts share something.</summary>
    private static PriorShift? Joint(CellResults results, PriorShift shift, IReadOnlyList<VerdictRecord> verdicts)
    {
        // A control's first condition is in the series of every method; the first one is as good as any.
        var series = verdicts.Where(v => v.Model == shift.Model && v.K == shift.K
                && (shift.Method == "none" || v.Methods.Contains(shift.Method)))
            .GroupBy(v => v.Seed).Select(seed => seed.OrderByDescending(v => v.Methods[0], StringComparer.Ordinal).First()).ToList();
        if (series.Count == 0 || !series.All(v => v.Shares && v.Condition(shift.Method, shift.Amount) is not null))
        {
            return null;
        }
        Reading Read(Func<VerdictRecord, VerdictCondition, Reading> read) =>
            Reading.OverSeeds(series.Select(v => read(v, v.Condition(shift.Method, shift.Amount)!)).ToList());
        var suppressed = Read((v, c) =>
            Complement(v.Tasks.Select((task, t) => (task, c.Prior[t].Reading)), results.Suppressed)).AsProbability();
        return shift with
        {
            Priors = results.Components.Select(component =>
                Read((v, c) => c.Prior[Array.IndexOf(v.Tasks, component)].Reading).AsProbability()).ToList(),
            Suppressed = suppressed,
            Efficiency = Read((_, c) => c.Efficiency.Reading),
            Gamma = Read((v, c) => Mean(v.Tasks.Select((task, t) => (task, c.Gamma[t].Reading)), results.Suppressed)).AsProbability(),
            Beta = Read((v, c) => Mean(v.Tasks.Select((task, t) => (task, c.Beta[t].Reading)), results.Suppressed)).AsProbability(),
            // An interval over half of all priors says nothing.
            Identified = suppressed.High - suppressed.Low < 0.5,
            Source = $"all amounts: {string.Join(" or ", series.Select(v => v.ChosenScore.Title).Distinct())} moved",
        };
    }

    private static List<PriorShift> Compute(CellResults results, IEnumerable<FitRecord> fits) => fits
        .GroupBy(fit => (fit.Model, fit.K, fit.Method, fit.Amount))
        .OrderBy(group => results.Models.ToList().IndexOf(group.Key.Model))
        .ThenBy(group => Array.IndexOf(results.Plan.Curves.ExampleLengths, group.Key.K))
        .ThenBy(group => group.Key.Method == "none" ? "" : group.Key.Method == Stages.ControlStage.DamageMethod ? "z" : "a", StringComparer.Ordinal)
        .ThenBy(group => group.Key.Amount)
        .Select(group => Compute(results, group.Key.Model, group.Key.K, group.Key.Method, group.Key.Amount, [.. group]))
        .ToList();

    private static PriorShift Compute(
        CellResults results, string model, int k, string method, double amount, List<FitRecord> fits) => new(
        model, k, method, amount,
        results.Components.Select(component => OverSeeds(fits, fit => Read(fit, "prior", component)).AsProbability()).ToList(),
        OverSeeds(fits, fit => SuppressedPrior(fit, results.Suppressed)).AsProbability(),
        OverSeeds(fits, fit => Named(fit, "efficiency")),
        OverSeeds(fits, fit => MeanOver(fit, "gamma", results.Suppressed)).AsProbability(),
        OverSeeds(fits, fit => MeanOver(fit, "beta", results.Suppressed)).AsProbability(),
        fits.All(fit => !fit.NotIdentified.Any(name =>
            name == "efficiency" || name.StartsWith("prior", StringComparison.Ordinal))),
        Alone);

    private static Reading OverSeeds(List<FitRecord> fits, Func<FitRecord, Reading> read) =>
        Reading.OverSeeds(fits.Select(read).ToList());

    private static Reading SuppressedPrior(FitRecord fit, IReadOnlyList<int> suppressed) =>
        Complement(fit.Tasks.Select(task => (task, Read(fit, "prior", task))), suppressed);

    private static Reading MeanOver(FitRecord fit, string parameter, IReadOnlyList<int> components) =>
        Mean(fit.Tasks.Select(task => (task, Read(fit, parameter, task))), components);

    /// <summary>1 − Σ ρ of the favoured: exact with one favoured component; with several, ends are added, on the careful side.</summary>
    private static Reading Complement(IEnumerable<(int Task, Reading Value)> priors, IReadOnlyList<int> suppressed)
    {
        var favoured = priors.Where(prior => !suppressed.Contains(prior.Task)).Select(prior => prior.Value).ToList();
        return new Reading(1 - favoured.Sum(r => r.Value), 1 - favoured.Sum(r => r.High), 1 - favoured.Sum(r => r.Low));
    }

    /// <summary>The mean over components with the mean of their intervals' ends, as if all moved together: on the careful side.</summary>
    private static Reading Mean(IEnumerable<(int Task, Reading Value)> all, IReadOnlyList<int> components)
    {
        var values = all.Where(one => components.Contains(one.Task)).Select(one => one.Value).ToList();
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
