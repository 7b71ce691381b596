using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Laws.Data;

/// <summary>
/// The curves of all tasks that one fit pools, checked: one curve a task, tasks in increasing order, shots increasing,
/// probabilities in [0, 1]. Curves need not share their shots.
/// </summary>
public sealed class CurveSet
{
    /// <summary>Checks and sorts the curves.</summary>
    /// <param name="curves">One curve a task.</param>
    /// <exception cref="InputException">
    /// No curve, an empty curve, a task twice, arrays of different lengths, a shot that is negative, not finite or
    /// twice, a probability outside [0, 1], a negative standard error or count; the message names the task and shot.
    /// </exception>
    public CurveSet(IReadOnlyList<TaskCurve> curves) : this(curves, null, 1)
    {
    }

    private CurveSet(IReadOnlyList<TaskCurve> curves, CurveSet? heldOut, double prefix)
    {
        ArgumentNullException.ThrowIfNull(curves);
        if (curves.Count == 0)
        {
            throw new InputException("curves: none given; at least one task's curve is needed");
        }
        Curves = [.. curves.OrderBy(curve => curve.Task).Select(CurveCheck.Checked)];
        for (var i = 1; i < Curves.Count; i++)
        {
            if (Curves[i].Task == Curves[i - 1].Task)
            {
                throw new InputException($"curves: task {Curves[i].Task} is given twice; one curve a task is allowed");
            }
        }
        HeldOut = heldOut;
        PrefixFraction = prefix;
    }

    /// <summary>The curves, by increasing task label.</summary>
    public IReadOnlyList<TaskCurve> Curves { get; }

    /// <summary>The task labels, in the curves' order; a fit's task index i means <c>Tasks[i]</c>.</summary>
    public IReadOnlyList<int> Tasks => [.. Curves.Select(curve => curve.Task)];

    /// <summary>The number of points of all curves.</summary>
    public int Points => Curves.Sum(curve => curve.Points);

    /// <summary>The largest number of shots of any curve.</summary>
    public double LargestShots => Curves.Max(curve => curve.Shots[^1]);

    /// <summary>The points beyond the prefix, of those tasks that have any; null if this set was not cut.</summary>
    public CurveSet? HeldOut { get; }

    /// <summary>The share of the largest shot at which this set was cut; 1 if it was not.</summary>
    public double PrefixFraction { get; }

    /// <summary>Makes curves of a table's points; all points must be of one <see cref="CurveGroup"/>.</summary>
    /// <param name="points">The points; a point's component is its task.</param>
    /// <param name="prefix">The share of the shots to fit, in (0, 1]; see <see cref="Prefix"/>.</param>
    /// <param name="shotOrigin">
    /// What to add to the table's shots to get n, the number of examples in context: 0 for the lab's tables, 1 to
    /// follow the published analysis of raw published files. The prefix is taken on the table's shots.
    /// </param>
    /// <exception cref="InputException">As the constructor and <see cref="Prefix"/>; the message names task and shot.</exception>
    public static CurveSet FromPoints(IEnumerable<CurvePoint> points, double prefix = 1, double shotOrigin = 0)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (!double.IsFinite(shotOrigin) || shotOrigin < 0)
        {
            throw new InputException($"shot origin: {shotOrigin} is not allowed; 0 or a positive number is");
        }
        var raw = new CurveSet([.. points.GroupBy(p => p.Component).Select(g => ToCurve(g.Key, [.. g]))]);
        return raw.Prefix(prefix).WithOrigin(shotOrigin);
    }

    /// <summary>
    /// The points at shots of at most <paramref name="fraction"/> of <see cref="LargestShots"/>, with the others as
    /// <see cref="HeldOut"/> (for extrapolation).
    /// </summary>
    /// <param name="fraction">In (0, 1]; 1 keeps everything and holds out nothing.</param>
    /// <exception cref="InputException">The fraction is not in (0, 1], or a task keeps no point.</exception>
    public CurveSet Prefix(double fraction)
    {
        if (!(fraction > 0 && fraction <= 1))
        {
            throw new InputException($"prefix: {fraction} is not allowed; a number above 0 and at most 1 is");
        }
        if (fraction == 1)
        {
            return this;
        }
        var limit = fraction * LargestShots;
        var kept = Curves.Select(curve => curve.Where(n => n <= limit)).ToArray();
        if (kept.FirstOrDefault(curve => curve.Points == 0) is { } empty)
        {
            throw new InputException(
                $"prefix {fraction}: task {empty.Task} has no point at {limit:G6} shots or fewer; use a larger prefix");
        }
        var rest = Curves.Select(curve => curve.Where(n => n > limit)).Where(curve => curve.Points > 0).ToArray();
        return new CurveSet(kept, rest.Length > 0 ? new CurveSet(rest) : null, fraction);
    }

    /// <summary>One task's curve as a set of its own, with its held-out points (for laws fitted curve by curve).</summary>
    /// <param name="index">The index into <see cref="Curves"/>.</param>
    public CurveSet Single(int index)
    {
        var curve = Curves[index];
        var rest = HeldOut?.Curves.FirstOrDefault(held => held.Task == curve.Task);
        return new CurveSet([curve], rest is null ? null : new CurveSet([rest]), PrefixFraction);
    }

    /// <summary>The same curves with a number added to all shots, held-out ones too.</summary>
    /// <param name="origin">What to add: 0 or a positive number.</param>
    public CurveSet WithOrigin(double origin) =>
        origin == 0 ? this : new CurveSet(
            [.. Curves.Select(curve => curve with { Shots = Array.ConvertAll(curve.Shots, n => n + origin) })],
            HeldOut?.WithOrigin(origin),
            PrefixFraction);

    private static TaskCurve ToCurve(int task, CurvePoint[] points) => new(
        task,
        Array.ConvertAll(points, p => (double)p.Shots),
        Array.ConvertAll(points, p => p.Probability),
        // A table of single prompts has no standard errors: NaN there means "not known", here null does.
        Array.Exists(points, p => double.IsNaN(p.ProbabilityStandardError))
            ? null
            : Array.ConvertAll(points, p => p.ProbabilityStandardError),
        Array.ConvertAll(points, p => p.Count));
}
