using SuppressionLab.Experiments.Results;

namespace SuppressionLab.Experiments.Comparisons;

/// <summary>Everything that two runs can be compared in, paired by network, method, amount, seed and example length.</summary>
internal sealed class DifferenceList
{
    private readonly List<(long Seed, RunResults First, RunResults Second, MethodTable FirstTable, MethodTable SecondTable)> _seeds;
    private readonly ModelPairing _models;

    /// <summary>Reads both runs.</summary>
    public DifferenceList(RunPair pair)
    {
        _models = pair.Models;
        _seeds = [.. _models.Both.Select(key => key.Seed).Distinct().Order().Select(seed =>
        {
            var (first, second) = (SeedResults.Of(pair.First, seed), SeedResults.Of(pair.Second, seed));
            return (seed, first, second, new MethodTable(first), new MethodTable(second));
        })];
        Labels = [.. OfLabels()];
        Damages = [.. OfOutcomes("damage", outcome => outcome.Damage)];
        Priors = [.. OfOutcomes("prior shift", outcome => ToEstimate(outcome.PriorChange))];
        Residues = [.. OfResidues()];
    }

    /// <summary>The probability of a suppressed label, at no shots and at the most that both have.</summary>
    public IReadOnlyList<Difference> Labels { get; }

    /// <summary>By how much the loss of kept documents rose.</summary>
    public IReadOnlyList<Difference> Damages { get; }

    /// <summary>The change of the suppressed components' log-odds.</summary>
    public IReadOnlyList<Difference> Priors { get; }

    /// <summary>What each attack still finds, where both runs have the control that never saw the behaviour.</summary>
    public IReadOnlyList<Difference> Residues { get; }

    /// <summary>All of them.</summary>
    public IEnumerable<Difference> All => [.. Labels, .. Damages, .. Priors, .. Residues];

    private IEnumerable<Difference> OfLabels()
    {
        foreach (var group in _models.Both.GroupBy(key => (key.Model, key.Method, key.Amount, key.K)))
        {
            var shots = _seeds.Where(seed => group.Any(key => key.Seed == seed.Seed)).Select(seed =>
                Shots(seed.First, group.Key.Model, group.Key.K).Intersect(Shots(seed.Second, group.Key.Model, group.Key.K)))
                .Aggregate((all, next) => all.Intersect(next)).Order().ToList();
            foreach (var n in shots.Count > 1 ? new[] { shots[0], shots[^1] } : [.. shots])
            {
                var seeds = group.Select(key => _seeds.First(seed => seed.Seed == key.Seed))
                    .Select(seed => (LabelAt(seed.First, group.First(), n), LabelAt(seed.Second, group.First(), n)));
                if (Difference.Of($"k = {group.Key.K}, {n} shots", group.First().Name, seeds) is { } difference)
                {
                    yield return difference;
                }
            }
        }
    }

    private static IReadOnlyList<int> Shots(RunResults results, string model, int k) =>
        [.. results.Cells.SelectMany(cell => new CurveView(cell).Shots(model, k)).Distinct()];

    private static Estimate LabelAt(RunResults results, ModelKey key, int shots)
    {
        var cell = results.Cells.First(cell => cell.Points.Any(p => p.Model == key.Model && p.Method == key.Method && p.Amount == key.Amount));
        return new CurveView(cell).Probability(key.Model, key.Amount, key.K, shots, cell.Suppressed);
    }

    private IEnumerable<Difference> OfOutcomes(string quantity, Func<MethodOutcome, Estimate> read) =>
        from outcome in Suppressed()
        let seeds = from seed in _seeds
                    let first = Find(seed.FirstTable, outcome)
                    let second = Find(seed.SecondTable, outcome)
                    where first is not null && second is not null
                    select (read(first), read(second))
        select Difference.Of(quantity, outcome.Name, seeds) into difference
        where difference is not null
        select difference;

    private IEnumerable<Difference> OfResidues() =>
        from outcome in Suppressed()
        from measure in AttackMeasures.All
        let seeds = from seed in _seeds
                    let first = Find(seed.FirstTable, outcome)
                    let second = Find(seed.SecondTable, outcome)
                    where first is not null && second is not null
                    let one = seed.FirstTable.Find(first, measure.Name)
                    let other = seed.SecondTable.Find(second, measure.Name)
                    where one is { IsTelling: true } && other is { IsTelling: true }
                    select (one.Share, other.Share)
        select Difference.Of(measure.Name, outcome.Name, seeds) into difference
        where difference is not null
        select difference;

    /// <summary>The suppressed models that both runs have, without their seeds and example lengths.</summary>
    private IEnumerable<ModelKey> Suppressed() =>
        _models.Both.Where(key => key.Amount > 0).DistinctBy(key => (key.Model, key.Method, key.Amount));

    private static MethodOutcome? Find(MethodTable table, ModelKey key) => table.Outcomes.FirstOrDefault(outcome =>
        outcome.Model == key.Model && outcome.Method.Title == key.Method && outcome.Amount == key.Amount);

    /// <summary>Half of a 95 % interval is 1.96 standard errors.</summary>
    private static Estimate ToEstimate(Reading reading) => new(reading.Value, (reading.High - reading.Low) / (2 * 1.96));
}
