using SuppressionLab.Laws.Families;

namespace SuppressionLab.Laws.Responses;

/// <summary>
/// A law of one quantity y against another, x ≥ 0: suppression against post-training documents, coverage against sampled
/// attempts, a parameter of a learning curve against depth. Unlike a <see cref="LawFamily"/> it says nothing of shots, and
/// y need not be a probability. As there, the <em>natural</em> parameters are those of the source and the
/// <em>coordinates</em> those that the fitter moves. Families hold no state. A new one is one new class and one line in
/// <see cref="ResponseRegistry"/>.
/// </summary>
public abstract class ResponseFamily
{
    /// <summary>The name in files, for example <c>rectified</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The name in reports.</summary>
    public abstract string Title { get; }

    /// <summary>Where the law comes from.</summary>
    public abstract string Source { get; }

    /// <summary>The natural parameters, in a fixed order; as many as there are coordinates.</summary>
    public abstract IReadOnlyList<LawParameter> Parameters { get; }

    /// <summary>Whether x must be above 0 (a logarithm is taken of it); if not, 0 is allowed.</summary>
    public virtual bool NeedsPositiveX => false;

    /// <summary>The values y that the law can be fitted to.</summary>
    public virtual (double Minimum, double Maximum) ValueRange => (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The law at some x, and its derivatives.</summary>
    /// <param name="coordinates">The coordinates, finite; [parameters].</param>
    /// <param name="x">Finite numbers of at least 0, to 1e6 and beyond; [points].</param>
    /// <param name="values">Receives y, finite; [points].</param>
    /// <param name="jacobian">Receives ∂y/∂coordinate, [coordinate, point] row by row; empty if not wanted.</param>
    public abstract void Evaluate(
        ReadOnlySpan<double> coordinates, ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian);

    /// <summary>The natural parameters of coordinates, and their derivatives.</summary>
    /// <param name="coordinates">The coordinates; [parameters].</param>
    /// <param name="natural">Receives the natural parameters in the order of <see cref="Parameters"/>.</param>
    /// <param name="jacobian">Receives ∂natural/∂coordinate, [natural, coordinate] row by row; empty if not wanted.</param>
    public abstract void ToNatural(ReadOnlySpan<double> coordinates, Span<double> natural, Span<double> jacobian);

    /// <summary>The coordinates of natural parameters; values on an end of their range are moved inside.</summary>
    public abstract void ToCoordinates(ReadOnlySpan<double> natural, Span<double> coordinates);

    /// <summary>The box in which the fitter keeps the coordinates; an end that is infinite is none.</summary>
    public abstract void Bounds(Span<double> lower, Span<double> upper);

    /// <summary>Coordinates from which to descend on some points, in a fixed order.</summary>
    /// <param name="x">[points].</param>
    /// <param name="y">[points].</param>
    /// <param name="weights">How much each point counts; [points].</param>
    public abstract IEnumerable<double[]> Starts(double[] x, double[] y, double[] weights);

    /// <summary>The law at one x for natural parameters.</summary>
    public double Value(ReadOnlySpan<double> natural, double x)
    {
        var coordinates = new double[Parameters.Count];
        ToCoordinates(natural, coordinates);
        Span<double> value = stackalloc double[1];
        Evaluate(coordinates, [x], value, []);
        return value[0];
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected static LawParameter Parameter(string name, double minimum, string meaning) =>
        new(name, ParameterKind.Shape, null, minimum, double.PositiveInfinity, meaning);

    /// <summary>Evenly spaced values, both ends included.</summary>
    private protected static IEnumerable<double> Grid(double first, double last, int count) =>
        Enumerable.Range(0, count).Select(i => first + ((last - first) * i / Math.Max(count - 1, 1)));

    /// <summary>The least and largest ln x over x &gt; 0; (0, 0) if there is none.</summary>
    private protected static (double Least, double Largest) LogRange(double[] x)
    {
        var positive = x.Where(value => value > 0).ToArray();
        return positive.Length == 0 ? (0, 0) : (Math.Log(positive.Min()), Math.Log(positive.Max()));
    }
}
