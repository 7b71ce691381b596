namespace SuppressionLab.Primitives.Tables;

/// <summary>Running sums of the prompt scores of one point.</summary>
internal sealed class CurveAccumulator
{
    private long _count;
    private long _correct;
    private double _probability;
    private double _nll;
    private double _documentLearner;
    private double _promptLearner;
    private double _mean;
    private double _squares;

    /// <summary>Adds one prompt.</summary>
    public void Add(PromptScore score)
    {
        var p = score.LabelProbability;
        _count++;
        _correct += score.Correct ? 1 : 0;
        _probability += p;
        _nll -= Math.Log(p);
        _documentLearner += score.DocumentLearnerProbability;
        _promptLearner += score.PromptLearnerProbability;
        // Welford (1962): squared deviations without cancellation.
        var deviation = p - _mean;
        _mean += deviation / _count;
        _squares += deviation * (p - _mean);
    }

    /// <summary>The point of the prompts added so far.</summary>
    public CurvePoint ToPoint(CurveKey key) => new(
        key.Model, key.Method, key.Amount, key.AmountUnit, key.Step, key.Seed, key.K, key.Component, key.Shots,
        _probability / _count, StandardError(), _nll / _count, (double)_correct / _count, _count,
        _documentLearner / _count, _promptLearner / _count);

    private double StandardError() => _count < 2 ? double.NaN : Math.Sqrt(_squares / (_count - 1) / _count);
}
