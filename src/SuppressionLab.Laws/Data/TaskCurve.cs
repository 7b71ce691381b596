namespace SuppressionLab.Laws.Data;

/// <summary>
/// The in-context-learning curve of one task: the mean probability of the label against the number of examples in
/// context. The arrays are not copied; treat them as read-only.
/// </summary>
/// <param name="Task">The task's label, for example the mixture component; any integer, unique in a <see cref="CurveSet"/>.</param>
/// <param name="Shots">The number n of examples in context, finite, not negative, each once; [points].</param>
/// <param name="Probabilities">The mean label probability at each, in [0, 1]; [points].</param>
/// <param name="StandardErrors">
/// Their standard errors, in probability, finite and not negative; [points]; null if not known. Needed by weighted fits.
/// </param>
/// <param name="Counts">The number of prompts behind each point, not negative; [points]; null if not known.</param>
public sealed record TaskCurve(
    int Task,
    double[] Shots,
    double[] Probabilities,
    double[]? StandardErrors = null,
    long[]? Counts = null)
{
    /// <summary>The number of points.</summary>
    public int Points => Shots.Length;

    /// <summary>The points whose shots satisfy a condition, in the same order.</summary>
    /// <param name="keep">Says of a number of shots whether its point is kept.</param>
    public TaskCurve Where(Func<double, bool> keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        var indices = Enumerable.Range(0, Points).Where(i => keep(Shots[i])).ToArray();
        return Take(indices);
    }

    internal TaskCurve Sorted()
    {
        var indices = Enumerable.Range(0, Points).ToArray();
        Array.Sort((double[])Shots.Clone(), indices);
        return Take(indices);
    }

    private TaskCurve Take(int[] indices) => new(
        Task,
        Array.ConvertAll(indices, i => Shots[i]),
        Array.ConvertAll(indices, i => Probabilities[i]),
        StandardErrors is { } errors ? Array.ConvertAll(indices, i => errors[i]) : null,
        Counts is { } counts ? Array.ConvertAll(indices, i => counts[i]) : null);
}
