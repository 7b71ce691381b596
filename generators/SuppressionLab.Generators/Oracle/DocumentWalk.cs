namespace SuppressionLab.Generators.Oracle;

/// <summary>One hypothesis a component.</summary>
internal sealed class DocumentWalk(ForwardPass[] passes, double[] prior) : Walk(
    [.. passes.Select(pass => new ForwardState(pass.Width))],
    [.. Enumerable.Range(0, passes.Length)],
    prior,
    (double[])prior.Clone(),
    passes[0].PredictionLength)
{
    protected override void Advance(int hypothesis, int symbol) =>
        passes[hypothesis].Advance(States[hypothesis], symbol);

    protected override void Moved()
    {
    }

    protected override void AddPrediction(int hypothesis, double weight, Span<double> into)
    {
        if (States[hypothesis].Symbol < 0)
        {
            passes[hypothesis].AddStart(weight, into);
        }
        else
        {
            passes[hypothesis].AddPrediction(States[hypothesis], weight, into);
        }
    }

    protected override double Predict(int hypothesis, int symbol) =>
        passes[hypothesis].Predict(States[hypothesis], symbol);
}
