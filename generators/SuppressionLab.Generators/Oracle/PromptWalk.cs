namespace SuppressionLab.Generators.Oracle;

/// <summary>One hypothesis a (component, start property); the position in the example decides how it moves.</summary>
internal sealed class PromptWalk(PromptProcess process) : Walk(
    [.. process.Components.Select(component => new ForwardState(process.Passes[component].Width))],
    process.Components,
    [.. process.Components.Select((component, i) => process.Prior[component] * process.Shares[i])],
    (double[])process.Prior.Clone(),
    process.Passes[0].PredictionLength)
{
    private const int Delimiter = 0;

    /// <summary>Where in its example the next symbol lies: 0 is the first, k the delimiter.</summary>
    private int _phase;

    protected override void Moved() => _phase = _phase == process.K ? 0 : _phase + 1;

    protected override void Advance(int hypothesis, int symbol)
    {
        var state = States[hypothesis];
        var pass = process.Passes[process.Components[hypothesis]];
        if (!(state.Sum > 0))
        {
            return;
        }
        if (_phase == 0)
        {
            pass.Reseed(state, symbol, process.StartProperty(hypothesis), process.Properties, 1.0 / process.Entities);
        }
        else if (_phase < process.K)
        {
            pass.Advance(state, symbol);
        }
        else if (symbol != Delimiter)
        {
            state.Sum = 0;
        }
    }

    protected override void AddPrediction(int hypothesis, double weight, Span<double> into)
    {
        if (_phase > 0 && _phase < process.K)
        {
            process.Passes[process.Components[hypothesis]].AddPrediction(States[hypothesis], weight, into);
            return;
        }
        var mass = weight * States[hypothesis].Sum;
        if (_phase == process.K)
        {
            into[Delimiter] += mass;
            return;
        }
        var first = process.FirstSymbols(hypothesis);
        for (var symbol = 0; symbol < first.Length; symbol++)
        {
            into[symbol] += mass * first[symbol];
        }
    }

    protected override double Predict(int hypothesis, int symbol)
    {
        var state = States[hypothesis];
        return _phase == process.K ? (symbol == Delimiter ? state.Sum : 0)
            : _phase == 0 ? state.Sum * process.FirstSymbols(hypothesis)[symbol]
            : process.Passes[process.Components[hypothesis]].Predict(state, symbol);
    }
}
