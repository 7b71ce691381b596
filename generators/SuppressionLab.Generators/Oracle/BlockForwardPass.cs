using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SuppressionLab.Generators.Mixtures;

namespace SuppressionLab.Generators.Oracle;

/// <summary>
/// The forward pass of a component whose states each emit one symbol: after a symbol only the few states that emit it
/// are live, so that a step multiplies by one small block of the joint transition matrix. Blocks are contiguous for
/// each (symbol, next symbol); rows are padded to whole vectors of four, about N² doubles in all.
/// </summary>
internal sealed class BlockForwardPass : OrderedForwardPass
{
    private const int MostStackedWidth = 256;
    private readonly int[] _paddedFirst;
    private readonly int[] _paddedCount;
    private readonly int _paddedTotal;
    private readonly double[] _start;
    private readonly double[] _blocks;

    public BlockForwardPass(HmmComponent component, EmissionOrder order, double smoothing)
        : base(component, order, NextSymbols(component, order, smoothing))
    {
        _paddedCount = [.. order.Count.Select(Padded)];
        _paddedFirst = new int[order.VocabularySize];
        for (var symbol = 1; symbol < _paddedFirst.Length; symbol++)
        {
            _paddedFirst[symbol] = _paddedFirst[symbol - 1] + _paddedCount[symbol - 1];
        }
        _paddedTotal = _paddedFirst[^1] + _paddedCount[^1];
        Width = _paddedCount.Max();
        _start = new double[_paddedTotal];
        _blocks = new double[(long)component.StateCount * _paddedTotal];
        Fill(component, smoothing);
    }

    public override int Width { get; }

    public override double LogLikelihood(ReadOnlySpan<int> symbols)
    {
        if (symbols.IsEmpty)
        {
            return 0;
        }
        var buffer = Width <= MostStackedWidth ? stackalloc double[2 * Width] : new double[2 * Width];
        var alpha = buffer[..Width];
        var next = buffer[Width..];
        long exponent = ForwardState.LiftedExponent;
        var from = symbols[0];
        var sum = Begin(from, alpha);
        for (var t = 1; t < symbols.Length; t++)
        {
            if (sum < ForwardState.Floor)
            {
                if (!(sum > 0))
                {
                    return double.NegativeInfinity;
                }
                var shift = ForwardState.LiftedExponent - Math.ILogB(sum);
                exponent += shift;
                sum = ForwardState.Lift(alpha, shift, sum);
            }
            var to = symbols[t];
            sum = Step(from, to, alpha, next);
            var swap = alpha;
            alpha = next;
            next = swap;
            from = to;
        }
        return ForwardState.LogOf(sum, exponent);
    }

    protected override double Begin(int symbol, Span<double> alpha)
    {
        alpha.Clear();
        var sum = 0.0;
        for (var i = 0; i < Order.Count[symbol]; i++)
        {
            alpha[i] = _start[_paddedFirst[symbol] + i] * ForwardState.Lifted;
            sum += alpha[i];
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected override double Step(int from, int to, ReadOnlySpan<double> alpha, Span<double> next)
    {
        var rows = Order.Count[from];
        var columns = _paddedCount[to];
        var offset = ((nint)Order.First[from] * _paddedTotal) + ((nint)rows * _paddedFirst[to]);
        ref var block = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_blocks), offset);
        ref var source = ref MemoryMarshal.GetReference(alpha);
        ref var target = ref MemoryMarshal.GetReference(next);
        var total = Vector256<double>.Zero;
        for (var column = 0; column < columns; column += 4)
        {
            var sum = Vector256<double>.Zero;
            ref var row = ref Unsafe.Add(ref block, column);
            for (var i = 0; i < rows; i++)
            {
                sum += Vector256.Create(Unsafe.Add(ref source, i)) * Vector256.LoadUnsafe(ref row);
                row = ref Unsafe.Add(ref row, columns);
            }
            sum.StoreUnsafe(ref target, (nuint)column);
            total += sum;
        }
        return Vector256.Sum(total);
    }

    private void Fill(HmmComponent component, double smoothing)
    {
        var uniform = smoothing / component.StateCount;
        for (var to = 0; to < VocabularySize; to++)
        {
            for (var j = 0; j < Order.Count[to]; j++)
            {
                var target = Order.States[Order.First[to] + j];
                _start[_paddedFirst[to] + j] = component.Start[target];
                for (var from = 0; from < VocabularySize; from++)
                {
                    var (first, rows) = LiveRows(from);
                    var block = ((long)first * _paddedTotal) + ((long)rows * _paddedFirst[to]);
                    for (var i = 0; i < rows; i++)
                    {
                        var value = component.Transition(Order.States[first + i], target);
                        _blocks[block + ((long)i * _paddedCount[to]) + j] = ((1 - smoothing) * value) + uniform;
                    }
                }
            }
        }
    }

    private static double[,] NextSymbols(HmmComponent component, EmissionOrder order, double smoothing)
    {
        CheckStates(component.StateCount, order.VocabularySize);
        var result = new double[component.StateCount, order.VocabularySize];
        for (var row = 0; row < component.StateCount; row++)
        {
            for (var symbol = 0; symbol < order.VocabularySize; symbol++)
            {
                var sum = 0.0;
                for (var j = 0; j < order.Count[symbol]; j++)
                {
                    sum += component.Transition(order.States[row], order.States[order.First[symbol] + j]);
                }
                result[row, symbol] =
                    ((1 - smoothing) * sum) + (smoothing * order.Count[symbol] / component.StateCount);
            }
        }
        return result;
    }
}
