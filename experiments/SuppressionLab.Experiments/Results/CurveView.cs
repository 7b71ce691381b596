using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Results;

/// <summary>Averages of curve points over components and seeds.</summary>
internal sealed class CurveView(CellResults results)
{
    private readonly ILookup<(string Model, double Amount, int K, int Shots), CurvePoint> _points = results.Points
        .Where(results.IsFinal).ToLookup(point => (point.Model, point.Amount, point.K, point.Shots));

    /// <summary>The shots at which a network was scored with an example length, growing.</summary>
    public IReadOnlyList<int> Shots(string model, int k) => results.Points
        .Where(point => point.Model == model && point.K == k).Select(point => point.Shots).Distinct().Order().ToList();

    /// <summary>The label's probability, averaged over some components, then over seeds.</summary>
    public Estimate Probability(string model, double amount, int k, int shots, IReadOnlyCollection<int> components) =>
        Average(model, amount, k, shots, components, p => new Estimate(p.Probability, p.ProbabilityStandardError));

    /// <summary>The document learner's probability of the label, averaged alike (its error is not kept).</summary>
    public double DocumentLearner(string model, int k, int shots, IReadOnlyCollection<int> components) =>
        Average(model, 0, k, shots, components, p => new Estimate(p.DocumentLearnerProbability, 0)).Value;

    /// <summary>The prompt learner's probability of the label, averaged alike.</summary>
    public double PromptLearner(string model, int k, int shots, IReadOnlyCollection<int> components) =>
        Average(model, 0, k, shots, components, p => new Estimate(p.PromptLearnerProbability, 0)).Value;

    private Estimate Average(
        string model, double amount, int k, int shots, IReadOnlyCollection<int> components, Func<CurvePoint, Estimate> value)
    {
        var seeds = _points[(model, amount, k, shots)].Where(point => components.Contains(point.Component))
            .GroupBy(point => point.Seed).Select(seed => Estimate.MeanOf(seed.Select(value).ToList())).ToList();
        return seeds.Count > 0 ? Estimate.OverSeeds(seeds) : Estimate.Unknown;
    }
}
