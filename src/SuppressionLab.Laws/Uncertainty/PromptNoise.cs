using System.Runtime.Intrinsics;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Numerics;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>
/// Whole prompts, resampled with replacement within each task (Efron 1979; the cluster bootstrap): a replicate's mean is
/// Σ cᵢ yᵢ / N with multinomial multiplicities c. Rows are kept as deviations from the mean, so that a replicate around
/// other centres costs nothing more.
/// </summary>
internal sealed class PromptNoise : CurveNoise
{
    // A prompt's deviations, [task][prompt · points].
    private readonly double[][] _deviations;
    private readonly int[] _prompts;

    public PromptNoise(IReadOnlyList<TaskPrompts> tasks)
        : base(NoiseSource.Prompts, [.. tasks.Select(task => task.Means())])
    {
        _prompts = [.. tasks.Select(task => task.Prompts.Length)];
        _deviations = [.. tasks.Select((task, t) => Deviations(task.Probabilities, Means[t]))];
    }

    private PromptNoise(double[] means, double[] deviations, int prompts) : base(NoiseSource.Prompts, [means]) =>
        (_prompts, _deviations) = ([prompts], [deviations]);

    public override CurveNoise Single(int task) => new PromptNoise(Means[task], _deviations[task], _prompts[task]);

    private protected override void DrawTask(RandomStream stream, int task, double[] centre, double[] target)
    {
        var prompts = _prompts[task];
        var multiplicities = prompts <= 4096 ? stackalloc int[prompts] : new int[prompts];
        multiplicities.Clear();
        for (var i = 0; i < prompts; i++)
        {
            multiplicities[stream.NextInt32(prompts)]++;
        }
        Array.Clear(target);
        AddRows(_deviations[task], multiplicities, target);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = centre[i] + (target[i] / prompts);
        }
    }

    public override void AddMeat(
        int task, ReadOnlySpan<double> weightedRows, int[] active, int parameters, Span<double> meat)
    {
        ArgumentNullException.ThrowIfNull(active);
        var points = Means[task].Length;
        var prompts = _prompts[task];
        var scale = 1.0 / prompts / (prompts - 1);
        Span<double> score = stackalloc double[active.Length];
        for (var i = 0; i < prompts; i++)
        {
            var deviation = _deviations[task].AsSpan(i * points, points);
            for (var a = 0; a < active.Length; a++)
            {
                score[a] = Lanes.Dot(weightedRows.Slice(a * points, points), deviation);
            }
            for (var a = 0; a < active.Length; a++)
            {
                var row = meat.Slice(active[a] * parameters, parameters);
                for (var b = 0; b < active.Length; b++)
                {
                    row[active[b]] += scale * score[a] * score[b];
                }
            }
        }
    }

    /// <summary>target += Σ multiplicity · row, four rows at a time: each pass over the target then serves four.</summary>
    private static void AddRows(double[] rows, ReadOnlySpan<int> multiplicities, Span<double> target)
    {
        var points = target.Length;
        Span<int> chosen = stackalloc int[4];
        var pending = 0;
        for (var i = 0; i < multiplicities.Length; i++)
        {
            if (multiplicities[i] == 0)
            {
                continue;
            }
            chosen[pending++] = i;
            if (pending == 4)
            {
                AddFour(rows, chosen, multiplicities, target);
                pending = 0;
            }
        }
        for (var j = 0; j < pending; j++)
        {
            var row = rows.AsSpan(chosen[j] * points, points);
            for (var i = 0; i < points; i++)
            {
                target[i] += multiplicities[chosen[j]] * row[i];
            }
        }
    }

    private static void AddFour(double[] rows, ReadOnlySpan<int> chosen, ReadOnlySpan<int> multiplicities, Span<double> target)
    {
        var points = target.Length;
        var a = rows.AsSpan(chosen[0] * points, points);
        var b = rows.AsSpan(chosen[1] * points, points);
        var c = rows.AsSpan(chosen[2] * points, points);
        var d = rows.AsSpan(chosen[3] * points, points);
        double ta = multiplicities[chosen[0]], tb = multiplicities[chosen[1]];
        double tc = multiplicities[chosen[2]], td = multiplicities[chosen[3]];
        for (var i = 0; i < points; i += Lanes.Width)
        {
            var sum = (Lanes.Load(a, i) * ta) + (Lanes.Load(b, i) * tb) + (Lanes.Load(c, i) * tc) + (Lanes.Load(d, i) * td);
            Lanes.Store(Lanes.Load(target, i) + sum, target, i);
        }
    }

    private static double[] Deviations(double[][] probabilities, double[] means)
    {
        var points = means.Length;
        var result = new double[probabilities.Length * points];
        for (var i = 0; i < probabilities.Length; i++)
        {
            for (var j = 0; j < points; j++)
            {
                result[(i * points) + j] = probabilities[i][j] - means[j];
            }
        }
        return result;
    }
}
