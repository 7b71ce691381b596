namespace SuppressionLab.Laws.Data;

/// <summary>
/// The whole prompts of one task, every prompt scored at all of the task's shots. The arrays are not copied; treat them
/// as read-only.
/// </summary>
/// <param name="Task">The task's label, for example the mixture component.</param>
/// <param name="Shots">The numbers n ≥ 0 of examples in context, increasing; [points].</param>
/// <param name="Prompts">The prompts' identifiers, increasing; [prompts].</param>
/// <param name="Probabilities">The label's probability, in [0, 1]; [prompts][points].</param>
public sealed record TaskPrompts(int Task, double[] Shots, int[] Prompts, double[][] Probabilities)
{
    /// <summary>The mean curve with its standard errors (sample standard deviation over √N, null for one prompt) and counts.</summary>
    public TaskCurve ToCurve()
    {
        var count = Prompts.Length;
        var means = Means();
        var errors = new double[Shots.Length];
        foreach (var prompt in Probabilities)
        {
            for (var i = 0; i < errors.Length; i++)
            {
                errors[i] += (prompt[i] - means[i]) * (prompt[i] - means[i]);
            }
        }
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = Math.Sqrt(errors[i] / (count - 1) / count);
        }
        var counts = new long[Shots.Length];
        Array.Fill(counts, count);
        return new TaskCurve(Task, Shots, means, count > 1 ? errors : null, counts);
    }

    /// <summary>The mean probability over prompts; [points].</summary>
    internal double[] Means()
    {
        var means = new double[Shots.Length];
        foreach (var prompt in Probabilities)
        {
            for (var i = 0; i < means.Length; i++)
            {
                means[i] += prompt[i];
            }
        }
        for (var i = 0; i < means.Length; i++)
        {
            // Rounding may carry the mean of many ones past 1.
            means[i] = Math.Min(means[i] / Prompts.Length, 1);
        }
        return means;
    }

    /// <summary>The same prompts at those shots that satisfy a condition.</summary>
    internal TaskPrompts Where(Func<double, bool> keep)
    {
        var indices = Enumerable.Range(0, Shots.Length).Where(i => keep(Shots[i])).ToArray();
        return this with
        {
            Shots = Array.ConvertAll(indices, i => Shots[i]),
            Probabilities = Array.ConvertAll(Probabilities, row => Array.ConvertAll(indices, i => row[i])),
        };
    }
}
