using System.Runtime.Intrinsics;
using SuppressionLab.Generators.Mixtures;

namespace SuppressionLab.Generators.Oracle;

/// <summary>The forward pass of a component whose states emit several symbols: all N states stay live.</summary>
internal sealed class DenseForwardPass : ForwardPass
{
    private readonly int _states;
    private readonly double[] _start;
    private readonly double[] _transitions;
    private readonly double[] _emissions;

    public DenseForwardPass(HmmComponent component, int vocabularySize, double smoothing)
        : base(component, vocabularySize, NextSymbols(component, vocabularySize, smoothing))
    {
        _states = component.StateCount;
        Width = Padded(_states);
        _start = new double[Width];
        _transitions = new double[(long)_states * Width];
        _emissions = new double[(long)vocabularySize * Width];
        for (var state = 0; state < _states; state++)
        {
            _start[state] = component.Start[state];
            for (var to = 0; to < _states; to++)
            {
                _transitions[((long)state * Width) + to] = Smoothed(component, state, to, smoothing);
            }
            for (var symbol = 0; symbol < vocabularySize; symbol++)
            {
                _emissions[((long)symbol * Width) + state] = component.Emission(state, symbol);
            }
        }
    }

    public override int Width { get; }

    protected override int StateOf(int row) => row;

    protected override (int First, int Count) LiveRows(int symbol) => (0, _states);

    protected override double Begin(int symbol, Span<double> alpha)
    {
        var sum = 0.0;
        for (var state = 0; state < Width; state++)
        {
            alpha[state] = _start[state] * _emissions[(symbol * Width) + state] * ForwardState.Lifted;
            sum += alpha[state];
        }
        return sum;
    }

    protected override double Step(int from, int to, ReadOnlySpan<double> alpha, Span<double> next)
    {
        var total = Vector256<double>.Zero;
        for (var column = 0; column < Width; column += 4)
        {
            var sum = Vector256<double>.Zero;
            for (var i = 0; i < _states; i++)
            {
                sum += Vector256.Create(alpha[i]) * Vector256.LoadUnsafe(ref _transitions[(i * Width) + column]);
            }
            sum *= Vector256.LoadUnsafe(ref _emissions[(to * Width) + column]);
            sum.CopyTo(next[column..]);
            total += sum;
        }
        return Vector256.Sum(total);
    }

    private static double Smoothed(HmmComponent component, int from, int to, double smoothing) =>
        ((1 - smoothing) * component.Transition(from, to)) + (smoothing / component.StateCount);

    private static double[,] NextSymbols(HmmComponent component, int vocabularySize, double smoothing)
    {
        CheckStates(component.StateCount, vocabularySize);
        var result = new double[component.StateCount, vocabularySize];
        for (var from = 0; from < component.StateCount; from++)
        {
            for (var to = 0; to < component.StateCount; to++)
            {
                var probability = Smoothed(component, from, to, smoothing);
                for (var symbol = 0; symbol < vocabularySize; symbol++)
                {
                    result[from, symbol] += probability * component.Emission(to, symbol);
                }
            }
        }
        return result;
    }
}
