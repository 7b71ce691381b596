using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Families;

/// <summary>
/// The Bayesian family: a learner with prior ρ over M tasks, in which task m gives an example of task t the probability
/// P[t, m], and one example counts K times: p(n | t) = Σₘ ρₘ P[t,m]^(K·n+1) / Σₘ ρₘ P[t,m]^(K·n).
/// Source: Arora, Jurafsky, Potts, Goodman, "Bayesian scaling laws for in-context learning", arXiv 2410.16531.
/// </summary>
public abstract class BayesianLaw : LawFamily
{
    private protected const double LogitBound = 25;
    private protected const double PriorBound = 25;
    private protected const double LowestLogEfficiency = -18;
    private protected const double HighestLogEfficiency = 9;

    private protected BayesianLaw()
    {
    }

    /// <summary>The most tasks that one fit can hold.</summary>
    public const int MaximumTasks = 64;

    /// <inheritdoc/>
    public override string Source => "Arora et al. 2024, arXiv 2410.16531";

    /// <inheritdoc/>
    public override bool IsPooled => true;

    /// <inheritdoc/>
    public override int MinimumTasks => 2;

    /// <summary>P[t, m], the probability that task m gives an example of task t; [tasks, tasks].</summary>
    /// <param name="tasks">The number of tasks.</param>
    /// <param name="natural">The natural parameters in the order of <see cref="LawFamily.Parameters"/>.</param>
    public abstract double[,] TaskProbabilities(int tasks, ReadOnlySpan<double> natural);

    private protected static IEnumerable<LawParameter> PriorParameters(int tasks) =>
        Enumerable.Range(0, tasks).Select(t => new LawParameter(
            $"prior[{t}]", ParameterKind.Prior, t, 0, 1, $"the prior weight of task {t}; the weights sum to 1"));

    private protected static LawParameter EfficiencyParameter { get; } = new(
        "efficiency", ParameterKind.Efficiency, null, 0, double.PositiveInfinity,
        "how many times one example counts as evidence (K)");

    /// <summary>Natural prior and efficiency, with derivatives, from the last M coordinates.</summary>
    private protected static void PriorAndEfficiency(
        int tasks, ReadOnlySpan<double> coordinates, int firstNatural, Span<double> natural, Span<double> jacobian)
    {
        var size = coordinates.Length;
        var first = size - tasks;
        var prior = natural.Slice(firstNatural, tasks);
        Simplex.LogProbabilities(coordinates.Slice(first, tasks - 1), prior);
        for (var t = 0; t < tasks; t++)
        {
            prior[t] = Math.Exp(prior[t]);
        }
        natural[firstNatural + tasks] = Math.Exp(coordinates[^1]);
        if (jacobian.IsEmpty)
        {
            return;
        }
        var basis = Simplex.Basis(tasks);
        for (var j = 0; j < tasks - 1; j++)
        {
            var mean = 0.0;
            for (var t = 0; t < tasks; t++)
            {
                mean += prior[t] * basis[(j * tasks) + t];
            }
            for (var t = 0; t < tasks; t++)
            {
                jacobian[((firstNatural + t) * size) + first + j] = prior[t] * (basis[(j * tasks) + t] - mean);
            }
        }
        jacobian[((firstNatural + tasks) * size) + size - 1] = natural[firstNatural + tasks];
    }

    private protected static void PriorAndEfficiencyCoordinates(
        int tasks, ReadOnlySpan<double> priorAndEfficiency, Span<double> coordinates)
    {
        Simplex.Coordinates(priorAndEfficiency[..tasks], coordinates[^tasks..^1]);
        coordinates[^1] = Math.Clamp(
            Math.Log(Math.Max(priorAndEfficiency[tasks], 1e-300)), LowestLogEfficiency, HighestLogEfficiency);
    }

    private protected static void PriorAndEfficiencyBounds(int tasks, Span<double> lower, Span<double> upper)
    {
        lower[^tasks..^1].Fill(-PriorBound);
        upper[^tasks..^1].Fill(PriorBound);
        lower[^1] = LowestLogEfficiency;
        upper[^1] = HighestLogEfficiency;
    }
}
