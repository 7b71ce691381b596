namespace SuppressionLab.Experiments.Results;

/// <summary>
/// Judges the outcome of each amount from the averaged curves of the suppressed components. Models of a seed read the
/// same prompts, so that taking their errors as independent is on the careful side.
/// </summary>
internal sealed class OutcomeJudge(CellResults results)
{
    /// <summary>What must hold, in standard errors, before a difference is called one.</summary>
    private const double Significance = 2;

    private readonly CurveView _view = new(results);

    /// <summary>The outcome of an amount for a network and an example length.</summary>
    public SuppressionOutcome Judge(string model, double amount, int k)
    {
        var start = At(model, 0, k, 0);
        var end = AtMost(model, 0, k);
        if (!Above(end, start))
        {
            return SuppressionOutcome.NoInContextLearning;
        }
        if (!Above(start, At(model, amount, k, 0)))
        {
            return SuppressionOutcome.Unchanged;
        }
        var half = new Estimate(end.Value / 2, end.StandardError / 2);
        var reached = AtMost(model, amount, k);
        return Above(reached, half) ? SuppressionOutcome.Returns
            : Above(half, reached) ? SuppressionOutcome.DoesNotReturn
            : SuppressionOutcome.Unclear;
    }

    /// <summary>The share of the pretrained model's probability that the most examples bring back.</summary>
    public double Share(string model, double amount, int k) => AtMost(model, amount, k).Value / AtMost(model, 0, k).Value;

    private Estimate AtMost(string model, double amount, int k) => At(model, amount, k, _view.Shots(model, k)[^1]);

    private Estimate At(string model, double amount, int k, int shots) =>
        _view.Probability(model, amount, k, shots, results.Suppressed);

    /// <summary>False where an error is not known.</summary>
    private static bool Above(Estimate upper, Estimate lower) => upper.Value - lower.Value
        > Significance * Math.Sqrt((upper.StandardError * upper.StandardError) + (lower.StandardError * lower.StandardError));
}
