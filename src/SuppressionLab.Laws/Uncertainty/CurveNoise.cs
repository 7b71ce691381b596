using SuppressionLab.Laws.Data;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>
/// How mean curves would vary if they were measured again: drawn for a bootstrap, and as the middle ("meat") of a sandwich
/// covariance. Tasks vary independently of each other, since a prompt belongs to one task.
/// </summary>
public abstract class CurveNoise
{
    private protected CurveNoise(NoiseSource source, double[][] means)
    {
        Source = source;
        Means = means;
    }

    /// <summary>What the noise was taken from.</summary>
    public NoiseSource Source { get; }

    /// <summary>The number of tasks.</summary>
    public int Tasks => Means.Length;

    /// <summary>The measured means; [task][point].</summary>
    private protected double[][] Means { get; }

    /// <summary>The noise of whole prompts: resampling them with replacement within each task.</summary>
    /// <param name="prompts">
    /// The prompts. If a task has fewer than two, there is nothing to resample, and the noise is that of the mean curves:
    /// <see cref="Source"/> says so.
    /// </param>
    public static CurveNoise Of(PromptSet prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        return prompts.Tasks.Any(task => task.Prompts.Length < 2)
            ? Of(prompts.ToCurveSet())
            : new PromptNoise(prompts.Tasks);
    }

    /// <summary>
    /// The noise of a bare curve table: Gaussian with the standard errors if all curves have them, else binomial if all
    /// have counts (a table without them reads as 1 everywhere, which counts as none), else Gaussian with the variance that each curve's roughness (fourth differences) shows.
    /// </summary>
    /// <param name="curves">The curves.</param>
    public static CurveNoise Of(CurveSet curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        if (curves.Curves.All(curve => curve.StandardErrors is not null))
        {
            return new GaussianNoise(
                NoiseSource.StandardErrors, curves, [.. curves.Curves.Select(curve => curve.StandardErrors!)]);
        }
        return curves.Curves.All(curve => curve.Counts is { } counts && counts.Max() > 1)
            ? new BinomialNoise(curves)
            : new GaussianNoise(NoiseSource.Residuals, curves, [.. curves.Curves.Select(GaussianNoise.Roughness)]);
    }

    /// <summary>Draws the mean curves of one replicate of the measurement.</summary>
    /// <param name="stream">
    /// Two noises over the same prompts (of another model) that are drawn with streams of the same key resample the same
    /// prompts: their replicates are paired.
    /// </param>
    /// <param name="centres">The curves around which to draw, [task][point]; null for the measured means.</param>
    /// <param name="targets">Receives the curves, which noise may carry a little outside [0, 1]; [task][point].</param>
    public void Draw(RandomStream stream, IReadOnlyList<double[]>? centres, double[][] targets)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(targets);
        for (var task = 0; task < Tasks; task++)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(targets[task].Length, Means[task].Length);
            DrawTask(stream, task, centres?[task] ?? Means[task], targets[task]);
        }
    }

    /// <summary>Adds one task's part of the sandwich's meat, JᵀW Σ WJ with Σ the covariance of the task's mean curve.</summary>
    /// <param name="task">The task's index.</param>
    /// <param name="weightedRows">W·∂p/∂coordinate, row by row; [active, points].</param>
    /// <param name="active">Which parameter each row belongs to; [active].</param>
    /// <param name="parameters">The number of parameters.</param>
    /// <param name="meat">What to add to, row by row, both triangles; [parameters, parameters].</param>
    public abstract void AddMeat(
        int task, ReadOnlySpan<double> weightedRows, int[] active, int parameters, Span<double> meat);

    /// <summary>The noise of one task alone, for laws that are fitted curve by curve.</summary>
    /// <param name="task">The task's index.</param>
    public abstract CurveNoise Single(int task);

    /// <summary>Checks that the noise is of as many tasks and points as some curves.</summary>
    /// <exception cref="InputException">It is not.</exception>
    internal void CheckMatch(CurveSet curves)
    {
        if (!Means.Select(mean => mean.Length).SequenceEqual(curves.Curves.Select(curve => curve.Points)))
        {
            throw new InputException(
                $"noise: of {string.Join(", ", Means.Select(mean => mean.Length))} points a task, where the curves have "
                + $"{string.Join(", ", curves.Curves.Select(curve => curve.Points))}; they must be the same");
        }
    }

    private protected abstract void DrawTask(RandomStream stream, int task, double[] centre, double[] target);
}
