using SuppressionLab.Laws.Data;

namespace SuppressionLab.Laws.Families;

/// <summary>
/// A law of in-context learning: curves p(n | task) of a few parameters. A family knows two sets of numbers: the
/// <em>natural</em> parameters that a reader wants (ρ, γ, β, K), and the unconstrained <em>coordinates</em> that the
/// fitter moves (logits, logarithms, log-ratios), as many as there are free parameters. Families hold no state and are
/// safe to share between threads. A new law is one new class and one line in <see cref="LawRegistry"/>.
/// </summary>
public abstract class LawFamily
{
    /// <summary>The name on the command line and in files, for example <c>scoring-wise</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The name in reports.</summary>
    public abstract string Title { get; }

    /// <summary>Where the law comes from.</summary>
    public abstract string Source { get; }

    /// <summary>Whether one fit pools the curves of all tasks; if not, each curve is fitted alone.</summary>
    public abstract bool IsPooled { get; }

    /// <summary>The fewest tasks that the law can be fitted to.</summary>
    public virtual int MinimumTasks => 1;

    /// <summary>The natural parameters for a number of tasks (1 for a law that is not pooled), in a fixed order.</summary>
    public abstract IReadOnlyList<LawParameter> Parameters(int tasks);

    /// <summary>The number of free parameters, which is the number of coordinates.</summary>
    public abstract int FreeParameters(int tasks);

    /// <summary>
    /// The coordinates on which one task's curve depends: the rows of the Jacobian that evaluation fills, in order.
    /// </summary>
    public abstract int[] ActiveCoordinates(int tasks, int task);

    /// <summary>The law at some shots for one task, and its derivatives.</summary>
    /// <param name="tasks">The number of tasks.</param>
    /// <param name="task">The task's index.</param>
    /// <param name="coordinates">The coordinates, finite; [FreeParameters].</param>
    /// <param name="shots">The numbers n ≥ 0 of examples in context, up to 1e5 and beyond; [points].</param>
    /// <param name="probabilities">Receives p(n | task), in [0, 1], never NaN; [points].</param>
    /// <param name="jacobian">
    /// Receives ∂p/∂coordinate, [active coordinate, point] row by row; empty if not wanted.
    /// </param>
    public abstract void Evaluate(
        int tasks,
        int task,
        ReadOnlySpan<double> coordinates,
        ReadOnlySpan<double> shots,
        Span<double> probabilities,
        Span<double> jacobian);

    /// <summary>The natural parameters of coordinates, and their derivatives.</summary>
    /// <param name="tasks">The number of tasks.</param>
    /// <param name="coordinates">The coordinates; [FreeParameters].</param>
    /// <param name="natural">Receives the natural parameters in the order of <see cref="Parameters"/>.</param>
    /// <param name="jacobian">Receives ∂natural/∂coordinate, [natural, coordinate] row by row; empty if not wanted.</param>
    public abstract void ToNatural(
        int tasks, ReadOnlySpan<double> coordinates, Span<double> natural, Span<double> jacobian);

    /// <summary>The coordinates of natural parameters; values on an end of their range are moved inside.</summary>
    /// <param name="tasks">The number of tasks.</param>
    /// <param name="natural">The natural parameters in the order of <see cref="Parameters"/>.</param>
    /// <param name="coordinates">Receives the coordinates; [FreeParameters].</param>
    public abstract void ToCoordinates(int tasks, ReadOnlySpan<double> natural, Span<double> coordinates);

    /// <summary>
    /// The box in which the fitter keeps the coordinates: so wide that its ends mean "zero", "one" or "never", there
    /// only so that a direction that the data do not determine cannot run to infinity.
    /// </summary>
    public abstract void Bounds(int tasks, Span<double> lower, Span<double> upper);

    /// <summary>Where descents on some curves start: over the ranges that the curves make plausible.</summary>
    /// <param name="curves">The curves to be fitted, possibly thinned.</param>
    public abstract StartSource Starts(CurveSet curves);

    /// <summary>
    /// How many coordinates each task's curve has of its own that may be found exchanged with one another at a local
    /// optimum; they must come first among its active ones. 0 for most laws.
    /// </summary>
    internal virtual int OwnCoordinates(int tasks) => 0;

    /// <summary>Groups of shared coordinates that may be found exchanged at a local optimum; none for most laws.</summary>
    internal virtual IReadOnlyList<int[]> PermutableBlocks(int tasks) => [];

    /// <summary>
    /// Rewrites coordinates to the canonical ones among those that give the same curves; nothing for most laws.
    /// </summary>
    public virtual void Canonicalise(int tasks, Span<double> coordinates)
    {
    }

    /// <summary>
    /// Rewrites coordinates to those nearest to a reference among the ones that give the same curves; nothing for most laws.
    /// </summary>
    public virtual void AlignTo(int tasks, ReadOnlySpan<double> reference, Span<double> coordinates)
    {
    }

    /// <summary>The natural parameters of coordinates; [Parameters].</summary>
    public double[] ToNatural(int tasks, ReadOnlySpan<double> coordinates)
    {
        var natural = new double[Parameters(tasks).Count];
        ToNatural(tasks, coordinates, natural, []);
        return natural;
    }

    /// <summary>The coordinates of natural parameters; [FreeParameters].</summary>
    public double[] ToCoordinates(int tasks, ReadOnlySpan<double> natural)
    {
        var coordinates = new double[FreeParameters(tasks)];
        ToCoordinates(tasks, natural, coordinates);
        return coordinates;
    }

    /// <summary>The curve of one task at some shots; [points].</summary>
    public double[] Evaluate(int tasks, int task, ReadOnlySpan<double> coordinates, ReadOnlySpan<double> shots)
    {
        var result = new double[shots.Length];
        Evaluate(tasks, task, coordinates, shots, result, []);
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
