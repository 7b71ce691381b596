using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Diagnostics;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.ReEmergence;

namespace SuppressionLab.Laws.Fitting;

/// <summary>A law fitted to curves. Task indices are positions in <see cref="Tasks"/>, not labels.</summary>
public sealed class LawFit
{
    private readonly double[] _coordinates;

    internal LawFit(LawFamily family, CurveSet training, SolverResult result)
    {
        Family = family;
        Tasks = training.Tasks;
        _coordinates = result.Coordinates;
        Cost = result.Cost;
        Iterations = result.Iterations;
        FreeParameters = family.FreeParameters(Tasks.Count);
        Points = training.Points;
        ExitReason = Points < FreeParameters ? ExitReason.FewerPointsThanParameters : result.Reason;
        Natural = family.ToNatural(Tasks.Count, _coordinates);
        Parameters = ByName(Natural);
        Sse = LawScore.SquaredError(this, training);
        Nrmse = LawScore.Nrmse(this, training);
    }

    /// <summary>The law.</summary>
    public LawFamily Family { get; }

    /// <summary>The law's name.</summary>
    public string Law => Family.Name;

    /// <summary>The labels of the fitted tasks; one for a curve law.</summary>
    public IReadOnlyList<int> Tasks { get; }

    /// <summary>The natural parameters by name, in the family's order.</summary>
    public IReadOnlyDictionary<string, double> Parameters { get; }

    /// <summary>The natural parameters in the family's order.</summary>
    public IReadOnlyList<double> Natural { get; }

    /// <summary>The coordinates of the fit: where a refit starts; [FreeParameters].</summary>
    public ReadOnlySpan<double> Coordinates => _coordinates;

    /// <summary>
    /// Standard errors of the natural parameters by the delta method. They assume that points are independent, with one
    /// common variance (estimated from the residuals) in an unweighted fit, with the given standard errors in a weighted
    /// one. Points of one prompt are correlated, so these are for judging identification, not for reporting intervals.
    /// Infinite where the data do not determine the parameter or leave no residual degree of freedom.
    /// </summary>
    public IReadOnlyDictionary<string, double> StandardErrors => ByName(Covariance.StandardErrors);

    /// <summary>ρ in task order; [tasks]; null for curve laws.</summary>
    public double[]? Prior => OfKind(ParameterKind.Prior);

    /// <summary>γ in task order; [tasks]; null for laws without it.</summary>
    public double[]? Gamma => OfKind(ParameterKind.Gamma);

    /// <summary>β in task order; [tasks]; null for laws without it.</summary>
    public double[]? Beta => OfKind(ParameterKind.Beta);

    /// <summary>K; null for curve laws.</summary>
    public double? Efficiency => OfKind(ParameterKind.Efficiency)?[0];

    /// <summary>P[t, m], the probability that task m gives an example of task t; [tasks, tasks]; null for curve laws.</summary>
    public double[,]? Probabilities => (Family as BayesianLaw)?.TaskProbabilities(Tasks.Count, [.. Natural]);

    /// <summary>The unweighted sum of squared errors in probability over the fitted points.</summary>
    public double Sse { get; }

    /// <summary>What was minimised: equal to <see cref="Sse"/> unless weighted.</summary>
    public double Cost { get; }

    /// <summary>Root mean squared error over mean probability, a task, averaged over tasks, on the fitted points.</summary>
    public double Nrmse { get; }

    /// <summary>The number of free parameters.</summary>
    public int FreeParameters { get; }

    /// <summary>The number of fitted points.</summary>
    public int Points { get; }

    /// <summary>How points counted.</summary>
    public PointWeighting Weighting { get; internal init; }

    /// <summary>Why the best descent stopped.</summary>
    public ExitReason ExitReason { get; }

    /// <summary>The iterations of the best descent.</summary>
    public int Iterations { get; }

    /// <summary>How many starts were tried.</summary>
    public int StartsTried { get; internal init; }

    /// <summary>
    /// How many of them ended within 1e-4 (relative), or half the noise of a point, of the best squared error on the
    /// thinned curves of the search; starts that were made from an earlier optimum do not count, unless one found the
    /// best. Where the search was repeated, of the repeat that found the best.
    /// </summary>
    public int StartsAgreeing { get; internal init; }

    /// <summary>The index of the first start that led to the best squared error.</summary>
    public int BestStart { get; internal init; }

    /// <summary>The covariance behind <see cref="StandardErrors"/>.</summary>
    public ParameterCovariance Covariance { get; internal init; } = null!;

    /// <summary>What the diagnostics found, most serious first.</summary>
    public IReadOnlyList<FitConclusion> Conclusions { get; internal set; } = [];

    /// <summary>The messages of those <see cref="Conclusions"/> that are warnings or errors.</summary>
    public IReadOnlyList<string> Warnings =>
        [.. Conclusions.Where(c => c.Severity >= ConclusionSeverity.Warning).Select(c => c.Message)];

    /// <summary>How long the fit took, all starts and diagnostics; the one field that differs between runs.</summary>
    public double Milliseconds { get; internal set; }

    /// <summary>The fitted probability of a task at some shots.</summary>
    /// <param name="taskIndex">The position in <see cref="Tasks"/>.</param>
    /// <param name="shots">The number n ≥ 0 of examples in context, not necessarily whole.</param>
    public double Predict(int taskIndex, double shots)
    {
        Span<double> result = stackalloc double[1];
        Predict(taskIndex, [shots], result);
        return result[0];
    }

    /// <summary>The fitted probabilities of a task at many shots.</summary>
    /// <param name="taskIndex">The position in <see cref="Tasks"/>.</param>
    /// <param name="shots">Numbers n ≥ 0 of examples in context; [points].</param>
    /// <param name="result">Receives the probabilities; [points].</param>
    public void Predict(int taskIndex, ReadOnlySpan<double> shots, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(taskIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(taskIndex, Tasks.Count);
        Family.Evaluate(Tasks.Count, taskIndex, _coordinates, shots, result, []);
    }

    /// <summary>The fewest shots at which the fitted curve reaches a probability (re-emergence).</summary>
    /// <param name="taskIndex">The position in <see cref="Tasks"/>.</param>
    /// <param name="probability">The level to reach.</param>
    /// <param name="within">The most shots to look at, finite, ≥ 0.</param>
    /// <returns>A real number in [0, <paramref name="within"/>], 0 if the curve starts there; null if not within.</returns>
    public double? ShotsToReach(int taskIndex, double probability, double within) =>
        LevelCrossing.ShotsToReach(n => Predict(taskIndex, n), probability, within);

    private double[]? OfKind(ParameterKind kind)
    {
        var parameters = Family.Parameters(Tasks.Count);
        var values = Enumerable.Range(0, parameters.Count).Where(i => parameters[i].Kind == kind);
        return values.Any() ? [.. values.Select(i => Natural[i])] : null;
    }

    private OrderedDictionary<string, double> ByName(IReadOnlyList<double> values)
    {
        var parameters = Family.Parameters(Tasks.Count);
        var result = new OrderedDictionary<string, double>(parameters.Count);
        for (var i = 0; i < parameters.Count; i++)
        {
            result.Add(parameters[i].Name, values[i]);
        }
        return result;
    }
}
