namespace SuppressionLab.Laws.Numerics;

/// <summary>
/// A distribution over M tasks in M − 1 unconstrained coordinates: isometric log-ratios (Egozcue et al. 2003) on the
/// Helmert basis. Unlike a softmax with one fixed entry no task is special, and unlike a full softmax no direction is
/// redundant, so the normal equations stay as well conditioned as the data allow.
/// </summary>
internal static class Simplex
{
    private static readonly double[]?[] Matrices = new double[129][];

    /// <summary>The Helmert basis: [coordinate, task] row by row, M − 1 orthonormal rows, each summing to 0.</summary>
    /// <param name="tasks">M, from 1 to 128.</param>
    public static ReadOnlySpan<double> Basis(int tasks) => Matrices[tasks] ??= MakeBasis(tasks);

    /// <summary>The log-probabilities ln ρ of coordinates; [tasks].</summary>
    public static void LogProbabilities(ReadOnlySpan<double> coordinates, Span<double> result)
    {
        var tasks = result.Length;
        var basis = Basis(tasks);
        result.Clear();
        for (var j = 0; j < tasks - 1; j++)
        {
            for (var task = 0; task <= j + 1; task++)
            {
                result[task] += basis[(j * tasks) + task] * coordinates[j];
            }
        }
        var largest = double.NegativeInfinity;
        foreach (var value in result)
        {
            largest = Math.Max(largest, value);
        }
        var total = 0.0;
        foreach (var value in result)
        {
            total += Math.Exp(value - largest);
        }
        var normaliser = largest + Math.Log(total);
        for (var task = 0; task < tasks; task++)
        {
            result[task] -= normaliser;
        }
    }

    /// <summary>The coordinates of probabilities; zeros are moved to 1e-12.</summary>
    public static void Coordinates(ReadOnlySpan<double> probabilities, Span<double> result)
    {
        var tasks = probabilities.Length;
        var basis = Basis(tasks);
        for (var j = 0; j < tasks - 1; j++)
        {
            var sum = 0.0;
            for (var task = 0; task <= j + 1; task++)
            {
                sum += basis[(j * tasks) + task] * Math.Log(Math.Max(probabilities[task], 1e-12));
            }
            result[j] = sum;
        }
    }

    private static double[] MakeBasis(int tasks)
    {
        var basis = new double[Math.Max(tasks - 1, 0) * tasks];
        for (var j = 0; j < tasks - 1; j++)
        {
            var scale = 1 / Math.Sqrt((j + 1.0) * (j + 2.0));
            for (var task = 0; task <= j; task++)
            {
                basis[(j * tasks) + task] = scale;
            }
            basis[(j * tasks) + j + 1] = -(j + 1) * scale;
        }
        return basis;
    }
}
