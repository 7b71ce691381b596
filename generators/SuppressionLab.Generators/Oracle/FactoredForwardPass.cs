using SuppressionLab.Generators.Mixtures;

namespace SuppressionLab.Generators.Oracle;

/// <summary>
/// The forward pass of a factored component with many states: joint transitions are formed as products of entity and
/// property transitions where they are needed, and the uniform part of smoothed rows is added as one number.
/// </summary>
internal sealed class FactoredForwardPass : OrderedForwardPass
{
    private readonly FactoredComponent _component;
    private readonly double[] _start;
    private readonly double _keep;
    private readonly double _uniform;

    public FactoredForwardPass(FactoredComponent component, EmissionOrder order, double smoothing)
        : base(component, order, NextSymbols(component, order, smoothing))
    {
        _component = component;
        _start = [.. component.Start];
        _keep = 1 - smoothing;
        _uniform = smoothing / component.StateCount;
        Width = Math.Max(4, Padded(order.Count.Max()));
    }

    public override int Width { get; }

    protected override double Begin(int symbol, Span<double> alpha)
    {
        var (first, count) = LiveRows(symbol);
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            alpha[i] = _start[Order.States[first + i]] * ForwardState.Lifted;
            sum += alpha[i];
        }
        return sum;
    }

    protected override double Step(int from, int to, ReadOnlySpan<double> alpha, Span<double> next)
    {
        var (source, sources) = LiveRows(from);
        var (target, targets) = LiveRows(to);
        var before = 0.0;
        for (var i = 0; i < sources; i++)
        {
            before += alpha[i];
        }
        var total = 0.0;
        for (var j = 0; j < targets; j++)
        {
            var (entity, property) = Math.DivRem(Order.States[target + j], _component.Properties);
            var sum = 0.0;
            for (var i = 0; i < sources; i++)
            {
                var (e, p) = Math.DivRem(Order.States[source + i], _component.Properties);
                sum += alpha[i] * _component.EntityTransitions[e, entity] * _component.PropertyTransitions[p, property];
            }
            next[j] = (_keep * sum) + (_uniform * before);
            total += next[j];
        }
        return total;
    }

    /// <summary>Σ over next entities of A_E[e, e′]·(Σ over their properties with that symbol of A_P[p, p′]).</summary>
    private static double[,] NextSymbols(FactoredComponent component, EmissionOrder order, double smoothing)
    {
        CheckTable(component.StateCount, order.VocabularySize);
        var (entities, properties) = (component.Entities, component.Properties);
        var result = new double[component.StateCount, order.VocabularySize];
        var row = new double[order.VocabularySize];
        for (var property = 0; property < properties; property++)
        {
            for (var next = 0; next < entities; next++)
            {
                Array.Clear(row);
                for (var p = 0; p < properties; p++)
                {
                    row[component.Memory[next, p]] += component.PropertyTransitions[property, p];
                }
                for (var entity = 0; entity < entities; entity++)
                {
                    var weight = (1 - smoothing) * component.EntityTransitions[entity, next];
                    AddRow(result, (entity * properties) + property, weight, row);
                }
            }
        }
        double[] uniform = [.. order.Count.Select(count => (double)count / component.StateCount)];
        for (var state = 0; state < component.StateCount; state++)
        {
            AddRow(result, state, smoothing, uniform);
        }
        return InOrder(result, order);
    }

    private static void AddRow(double[,] matrix, int row, double weight, double[] values)
    {
        if (weight == 0)
        {
            return;
        }
        for (var column = 0; column < values.Length; column++)
        {
            matrix[row, column] += weight * values[column];
        }
    }

    private static double[,] InOrder(double[,] matrix, EmissionOrder order)
    {
        var result = new double[matrix.GetLength(0), matrix.GetLength(1)];
        for (var row = 0; row < order.States.Length; row++)
        {
            for (var column = 0; column < matrix.GetLength(1); column++)
            {
                result[row, column] = matrix[order.States[row], column];
            }
        }
        return result;
    }
}
