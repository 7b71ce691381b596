namespace SuppressionLab.Experiments.Results;

/// <summary>Judges the outcome of each amount from the averaged curves of the suppressed components.</summary>
internal sealed class OutcomeJudge(RunResults results)
{
    /// <summary>What must hold, in standard errors, before a difference is called one.</summary>
    private const double Significance = 2;

    private readonly CurveView _view = new(results);

    /// <summary>The outcome of an amount for a network and an example length.</summary>
    public SuppressionOutcome Judge(string model, double amount, int k)
    {
        var most = _view.Shots(k)[^1];
        var pretrainedStart = At(model, 0, k, 0);
        var pretrainedEnd = At(model, 0, k, most);
        if (!Above(pretrainedEnd, pretrainedStart))
        {
            return SuppressionOutcome.NoInContextLearning;
        }
        var half = new Estimate(pretrainedEnd.Value / 2, pretrainedEnd.StandardError / 2);
        var end = At(model, amount, k, most);
        if (At(model, amount, k, 0).Value >= half.Value)
        {
            return SuppressionOutcome.Weakened;
        }
        return Above(end, half) ? SuppressionOutcome.Hidden
            : Above(half, end) ? SuppressionOutcome.DoesNotReturn
            : SuppressionOutcome.Unclear;
    }

    private Estimate At(string model, double amount, int k, int shots) =>
        _view.Probability(model, amount, k, shots, results.Suppressed);

    private static bool Above(Estimate upper, Estimate lower) => upper.Value - lower.Value
        > Significance * Math.Sqrt(Square(upper.StandardError) + Square(lower.StandardError));

    private static double Square(double error) => double.IsFinite(error) ? error * error : 0;
}
