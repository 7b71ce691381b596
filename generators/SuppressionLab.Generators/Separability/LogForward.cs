using SuppressionLab.Generators.Mixtures;

namespace SuppressionLab.Generators.Separability;

/// <summary>
/// The forward algorithm in logarithms: slow, but a state stays possible however much likelier others become, so that
/// −∞ means impossible and nothing else.
/// </summary>
internal sealed class LogForward
{
    private readonly HmmComponent _component;
    private double[] _ahead;
    private double _total;

    /// <summary>Takes in some symbols.</summary>
    public LogForward(HmmComponent component, ReadOnlySpan<int> symbols)
    {
        _component = component;
        _ahead = [.. component.Start.Select(probability => Math.Log(probability))];
        foreach (var symbol in symbols)
        {
            Advance(symbol);
        }
    }

    /// <summary>ln p(symbol | symbols so far); −∞ where it or they are impossible.</summary>
    public double LogNext(int symbol)
    {
        var next = LogSum(Emitting(symbol));
        return double.IsNegativeInfinity(next) ? next : next - _total;
    }

    /// <summary>Takes in one more symbol.</summary>
    public void Advance(int symbol)
    {
        var now = Emitting(symbol);
        int[] live = [.. Enumerable.Range(0, now.Length).Where(state => now[state] > double.NegativeInfinity)];
        _total = LogSum(now);
        _ahead = [.. Enumerable.Range(0, now.Length).Select(to =>
            LogSum([.. live.Select(from => now[from] + Math.Log(_component.Transition(from, to)))]))];
    }

    /// <summary>ln p(symbols so far, state at the next symbol, that symbol).</summary>
    private double[] Emitting(int symbol) => [.. _ahead.Select((value, state) => value + Math.Log(_component.Emission(state, symbol)))];

    private static double LogSum(double[] values)
    {
        var largest = values.Length == 0 ? double.NegativeInfinity : values.Max();
        return double.IsNegativeInfinity(largest) ? largest : largest + Math.Log(values.Sum(value => Math.Exp(value - largest)));
    }
}
