using SuppressionLab.Laws.Families;

namespace SuppressionLab.Laws.Responses;

/// <summary>
/// A response that goes from one level, at x = 0, to another, at endless x: y(x) = limit + (initial − limit)·w(x), with w
/// from 1 to 0. It may rise or fall. The two levels are coordinates as they stand, any real numbers: fit the logarithm or
/// logit of a quantity that must keep a sign. The others are logarithms of the shape of w.
/// </summary>
public abstract class TransitionResponse : ResponseFamily
{
    private protected TransitionResponse()
    {
    }

    private protected abstract int Shapes { get; }

    /// <summary>w at one x ≥ 0, and its derivatives by the shape coordinates; [shapes].</summary>
    private protected abstract double Weight(ReadOnlySpan<double> shape, double x, Span<double> derivatives);

    /// <summary>Shape coordinates from which to start on points at some x.</summary>
    private protected abstract IEnumerable<double[]> ShapeStarts(double[] x);

    private protected abstract (double Lowest, double Highest) ShapeRange(int index);

    /// <inheritdoc/>
    public sealed override void Evaluate(
        ReadOnlySpan<double> coordinates, ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian)
    {
        var points = x.Length;
        var (initial, limit) = (coordinates[0], coordinates[1]);
        Span<double> derivatives = stackalloc double[Shapes];
        for (var i = 0; i < points; i++)
        {
            var weight = Weight(coordinates[2..], x[i], derivatives);
            values[i] = (weight * initial) + ((1 - weight) * limit);
            if (jacobian.IsEmpty)
            {
                continue;
            }
            jacobian[i] = weight;
            jacobian[points + i] = 1 - weight;
            for (var j = 0; j < derivatives.Length; j++)
            {
                jacobian[((2 + j) * points) + i] = (initial - limit) * derivatives[j];
            }
        }
    }

    /// <inheritdoc/>
    public sealed override void Bounds(Span<double> lower, Span<double> upper)
    {
        lower[..2].Fill(double.NegativeInfinity);
        upper[..2].Fill(double.PositiveInfinity);
        for (var j = 0; j < Shapes; j++)
        {
            (lower[2 + j], upper[2 + j]) = ShapeRange(j);
        }
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<double[]> Starts(double[] x, double[] y, double[] weights)
    {
        // For a given shape the two levels are a straight line in w: only the shape has to be searched.
        var scrap = new double[Shapes];
        foreach (var shape in ShapeStarts(x))
        {
            var w = Array.ConvertAll(x, value => Weight(shape, value, scrap));
            var (limit, slope) = LinearFit.Of(w, y, weights);
            yield return [limit + slope, limit, .. shape];
        }
    }
}
