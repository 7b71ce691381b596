using System.Runtime.Intrinsics;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Families;

/// <summary>
/// A law of one curve's negative log-likelihood, nll(n) = C·w(n) + K with a decay w from w(0) = 1 towards 0, fitted as
/// p = e^−nll. The coordinates are the logarithms of the two ends, A = C + K (at 0 shots) and K (at endless shots), both
/// positive, and of the decay's shape parameters. So p stays in (0, 1], every published law with C, K &gt; 0 is included,
/// and so are the flat (C = 0) and the falling curve (−K &lt; C &lt; 0), which positive C alone cannot follow.
/// </summary>
public abstract class CurveLaw : LawFamily
{
    // e^−e³ ≈ 2e-9 and e^−e^−20: no measured probability lies beyond.
    private const double LowestLogNll = -20;
    private const double HighestLogNll = 3;
    private readonly LawParameter[] _parameters;

    private protected CurveLaw(string scale, string offset, params LawParameter[] shape)
    {
        _parameters =
        [
            new(scale, ParameterKind.Shape, null, double.NegativeInfinity, double.PositiveInfinity,
                "nats above the limit at 0 shots; negative where the curve falls"),
            new(offset, ParameterKind.Shape, null, 0, double.PositiveInfinity, "the limit at endless shots, in nats"),
            .. shape,
        ];
    }

    /// <inheritdoc/>
    public sealed override bool IsPooled => false;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<LawParameter> Parameters(int tasks) => _parameters;

    /// <inheritdoc/>
    public sealed override int FreeParameters(int tasks) => _parameters.Length;

    /// <inheritdoc/>
    public sealed override int[] ActiveCoordinates(int tasks, int task) => [.. Enumerable.Range(0, _parameters.Length)];

    /// <summary>The decay w at four numbers of shots, and its derivatives by the logarithms of the shape parameters.</summary>
    /// <param name="shape">The shape parameters, natural.</param>
    /// <param name="shots">Four n ≥ 0.</param>
    /// <param name="derivatives">Receives ∂w/∂ln shape; [shape parameters].</param>
    /// <returns>w in [0, 1].</returns>
    private protected abstract Vector256<double> Decay(
        ReadOnlySpan<double> shape, Vector256<double> shots, Span<Vector256<double>> derivatives);

    /// <summary>The range of a shape parameter's logarithm: of starts where curves are given, else of fits.</summary>
    private protected abstract (double Lowest, double Highest) LogShapeRange(int index, CurveSet? curves);

    /// <inheritdoc/>
    public sealed override void Evaluate(
        int tasks,
        int task,
        ReadOnlySpan<double> coordinates,
        ReadOnlySpan<double> shots,
        Span<double> probabilities,
        Span<double> jacobian)
    {
        var count = coordinates.Length - 2;
        var points = shots.Length;
        Span<double> shape = stackalloc double[count];
        for (var j = 0; j < count; j++)
        {
            shape[j] = Math.Exp(coordinates[2 + j]);
        }
        var (start, end) = (Math.Exp(coordinates[0]), Math.Exp(coordinates[1]));
        Span<Vector256<double>> derivatives = stackalloc Vector256<double>[count];
        for (var i = 0; i < points; i += Lanes.Width)
        {
            var decay = Decay(shape, Lanes.Load(shots, i), derivatives);
            var rest = Vector256<double>.One - decay;
            var p = Vector256.Exp(-((decay * start) + (rest * end)));
            Lanes.Store(p, probabilities, i);
            if (jacobian.IsEmpty)
            {
                continue;
            }
            Lanes.Store(-p * decay * start, jacobian[..points], i);
            Lanes.Store(-p * rest * end, jacobian.Slice(points, points), i);
            for (var j = 0; j < count; j++)
            {
                Lanes.Store(p * derivatives[j] * (end - start), jacobian.Slice((2 + j) * points, points), i);
            }
        }
    }

    /// <inheritdoc/>
    public sealed override void ToNatural(
        int tasks, ReadOnlySpan<double> coordinates, Span<double> natural, Span<double> jacobian)
    {
        jacobian.Clear();
        var size = coordinates.Length;
        var (start, end) = (Math.Exp(coordinates[0]), Math.Exp(coordinates[1]));
        natural[0] = start - end;
        natural[1] = end;
        for (var j = 2; j < size; j++)
        {
            natural[j] = Math.Exp(coordinates[j]);
        }
        if (jacobian.IsEmpty)
        {
            return;
        }
        jacobian[0] = start;
        jacobian[1] = -end;
        jacobian[size + 1] = end;
        for (var j = 2; j < size; j++)
        {
            jacobian[(j * size) + j] = natural[j];
        }
    }

    /// <inheritdoc/>
    public sealed override void ToCoordinates(int tasks, ReadOnlySpan<double> natural, Span<double> coordinates)
    {
        coordinates[0] = LogNll(natural[0] + natural[1]);
        coordinates[1] = LogNll(natural[1]);
        for (var j = 2; j < coordinates.Length; j++)
        {
            coordinates[j] = Math.Log(Math.Max(natural[j], 1e-300));
        }
    }

    /// <inheritdoc/>
    public sealed override void Bounds(int tasks, Span<double> lower, Span<double> upper)
    {
        lower[..2].Fill(LowestLogNll);
        upper[..2].Fill(HighestLogNll);
        for (var j = 2; j < lower.Length; j++)
        {
            var (lowest, highest) = LogShapeRange(j - 2, null);
            (lower[j], upper[j]) = (lowest, highest);
        }
    }

    /// <inheritdoc/>
    public sealed override StartSource Starts(CurveSet curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        var summary = CurveSummary.Of(curves.Curves[0]);
        var (first, last) = (-Math.Log(Math.Max(summary.Initial, 1e-4)), -Math.Log(Math.Max(summary.Plateau, 1e-4)));
        var ranges = Enumerable.Range(0, _parameters.Length - 2).Select(j => LogShapeRange(j, curves)).ToArray();
        return new StartSource(_parameters.Length, (unit, coordinates) =>
        {
            // A curve seen in part starts or ends beyond what was seen: the ends move outwards.
            coordinates[0] = LogNll(first + ((first - last) * unit[0]));
            coordinates[1] = LogNll(last - (2 * (first - last) * unit[1]));
            for (var j = 0; j < ranges.Length; j++)
            {
                coordinates[2 + j] = ranges[j].Lowest + ((ranges[j].Highest - ranges[j].Lowest) * unit[2 + j]);
            }
        });
    }

    private static double LogNll(double nll) =>
        Math.Clamp(Math.Log(Math.Max(nll, 1e-300)), LowestLogNll, HighestLogNll);
}
