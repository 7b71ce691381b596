using SuppressionLab.Laws.Alignment;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Families;

/// <summary>
/// The Bayesian law with a free P: M² + M free parameters. Permuting P's columns together with ρ changes no curve; the
/// canonical order is the one whose diagonal has the largest product (<see cref="ColumnAlignment"/>). Coordinates:
/// logit P row by row [M²], log-ratios of ρ [M−1], ln K. Natural order: prior [M], efficiency, P row by row [M²].
/// </summary>
public sealed class OriginalBayesianLaw : BayesianLaw
{
    /// <inheritdoc/>
    public override string Name => "original";

    /// <inheritdoc/>
    public override string Title => "Bayesian (original)";

    /// <inheritdoc/>
    public override int FreeParameters(int tasks) => (tasks * tasks) + tasks;

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters(int tasks) =>
    [
        .. PriorParameters(tasks),
        EfficiencyParameter,
        .. from t in Enumerable.Range(0, tasks)
           from m in Enumerable.Range(0, tasks)
           select new LawParameter(
               $"probability[{t},{m}]", ParameterKind.TaskProbability, t, 0, 1,
               $"the probability that task {m} gives to examples of task {t}"),
    ];

    /// <inheritdoc/>
    public override double[,] TaskProbabilities(int tasks, ReadOnlySpan<double> natural)
    {
        var result = new double[tasks, tasks];
        for (var t = 0; t < tasks; t++)
        {
            for (var m = 0; m < tasks; m++)
            {
                result[t, m] = natural[tasks + 1 + (t * tasks) + m];
            }
        }
        return result;
    }

    /// <inheritdoc/>
    public override int[] ActiveCoordinates(int tasks, int task) =>
        [.. Enumerable.Range(task * tasks, tasks), .. Enumerable.Range(tasks * tasks, tasks)];

    /// <inheritdoc/>
    public override void Evaluate(
        int tasks,
        int task,
        ReadOnlySpan<double> coordinates,
        ReadOnlySpan<double> shots,
        Span<double> probabilities,
        Span<double> jacobian)
    {
        Span<double> logPrior = stackalloc double[tasks];
        Span<double> logRow = stackalloc double[tasks];
        var row = coordinates.Slice(task * tasks, tasks);
        Simplex.LogProbabilities(coordinates.Slice(tasks * tasks, tasks - 1), logPrior);
        for (var m = 0; m < tasks; m++)
        {
            logRow[m] = Logistic.LogSigmoid(row[m]);
        }
        var efficiency = Math.Exp(coordinates[^1]);
        var points = shots.Length;
        if (jacobian.IsEmpty)
        {
            PosteriorMixture.Evaluate(logRow, logPrior, efficiency, shots, probabilities, [], [], []);
            return;
        }
        // The M rows by ln ρ use the place of the M − 1 prior coordinates and of ln K, which is written after.
        var byLogRow = jacobian[..(tasks * points)];
        var byLogPrior = jacobian.Slice(tasks * points, tasks * points);
        Span<double> byLogEfficiency = points <= 1024 ? stackalloc double[points] : new double[points];
        PosteriorMixture.Evaluate(
            logRow, logPrior, efficiency, shots, probabilities, byLogRow, byLogPrior, byLogEfficiency);
        PriorRows.FromLogPriorInPlace(byLogPrior, tasks);
        byLogEfficiency.CopyTo(jacobian[^points..]);
        for (var m = 0; m < tasks; m++)
        {
            var target = byLogRow.Slice(m * points, points);
            PriorRows.Scale(target, Logistic.Sigmoid(-row[m]), target);
        }
    }

    /// <inheritdoc/>
    public override void ToNatural(
        int tasks, ReadOnlySpan<double> coordinates, Span<double> natural, Span<double> jacobian)
    {
        jacobian.Clear();
        PriorAndEfficiency(tasks, coordinates, 0, natural, jacobian);
        for (var i = 0; i < tasks * tasks; i++)
        {
            var at = tasks + 1 + i;
            natural[at] = Logistic.Sigmoid(coordinates[i]);
            if (!jacobian.IsEmpty)
            {
                jacobian[(at * coordinates.Length) + i] = natural[at] * Logistic.Sigmoid(-coordinates[i]);
            }
        }
    }

    /// <inheritdoc/>
    public override void ToCoordinates(int tasks, ReadOnlySpan<double> natural, Span<double> coordinates)
    {
        PriorAndEfficiencyCoordinates(tasks, natural, coordinates);
        for (var i = 0; i < tasks * tasks; i++)
        {
            coordinates[i] = Math.Clamp(Logistic.Logit(natural[tasks + 1 + i]), -LogitBound, LogitBound);
        }
    }

    /// <inheritdoc/>
    public override void Bounds(int tasks, Span<double> lower, Span<double> upper)
    {
        lower[..(tasks * tasks)].Fill(-LogitBound);
        upper[..(tasks * tasks)].Fill(LogitBound);
        PriorAndEfficiencyBounds(tasks, lower, upper);
    }

    /// <inheritdoc/>
    public override StartSource Starts(CurveSet curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        // The scoring-wise law is this one with equal probabilities along each row off the diagonal: its fit, found in a
        // tenth of the time, already has most of the curves; what is left to find is how the rows spread.
        var tied = TiedStart.ScoringWise(curves);
        var tasks = curves.Curves.Count;
        return new StartSource(2 + tasks + (tasks * tasks), (unit, coordinates) =>
        {
            var spread = 6 * unit[1];
            for (var t = 0; t < tasks; t++)
            {
                var others = Logistic.Logit(Math.Exp(Logistic.LogSigmoid(tied[t]) + Logistic.LogSigmoid(tied[tasks + t])));
                for (var m = 0; m < tasks; m++)
                {
                    var jitter = unit[2 + tasks + (t * tasks) + m] - 0.5;
                    coordinates[(t * tasks) + m] = m == t ? tied[t] + (0.2 * spread * jitter) : others + (spread * jitter);
                }
            }
            TiedStart.JitterPriorAndEfficiency(tied, unit[..1], unit.Slice(2, tasks), 0.25 * spread, coordinates);
            coordinates[^1] += 0.55 * spread * (unit[0] - 0.5);
        });
    }

    /// <inheritdoc/>
    internal override int OwnCoordinates(int tasks) => tasks;

    /// <inheritdoc/>
    public override void Canonicalise(int tasks, Span<double> coordinates) =>
        Permute(tasks, ColumnAlignment.Align(TaskProbabilities(tasks, ToNatural(tasks, coordinates))), coordinates);

    /// <inheritdoc/>
    /// <remarks>The order of columns with the least squared distance between the roots of P (Hellinger's).</remarks>
    public override void AlignTo(int tasks, ReadOnlySpan<double> reference, Span<double> coordinates)
    {
        var distance = new double[tasks, tasks];
        for (var t = 0; t < tasks; t++)
        {
            for (var m = 0; m < tasks; m++)
            {
                for (var row = 0; row < tasks; row++)
                {
                    var difference = Math.Sqrt(Logistic.Sigmoid(reference[(row * tasks) + t]))
                        - Math.Sqrt(Logistic.Sigmoid(coordinates[(row * tasks) + m]));
                    distance[t, m] += difference * difference;
                }
            }
        }
        Permute(tasks, ColumnAlignment.Assign(distance), coordinates);
    }

    private void Permute(int tasks, int[] columns, Span<double> coordinates)
    {
        if (columns.Select((column, task) => column == task).All(same => same))
        {
            return;
        }
        var natural = ToNatural(tasks, coordinates);
        var old = coordinates.ToArray();
        for (var t = 0; t < tasks; t++)
        {
            for (var m = 0; m < tasks; m++)
            {
                coordinates[(t * tasks) + m] = old[(t * tasks) + columns[m]];
            }
        }
        var prior = Array.ConvertAll(columns, m => natural[m]);
        Simplex.Coordinates(prior, coordinates[^tasks..^1]);
    }
}
