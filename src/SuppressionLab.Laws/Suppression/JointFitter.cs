using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Suppression;

/// <summary>Fits one law to the curves of several conditions, with parameters shared as a model says.</summary>
public static class JointFitter
{
    private const int MaximumIterations = 300;
    private const double Tolerance = 1e-9;
    private const int Jitters = 6;

    /// <summary>Fits several models; a larger one never fits worse than a smaller one that is nested in it.</summary>
    /// <param name="family">The law, tied.</param>
    /// <param name="conditions">Two or more conditions with the same tasks.</param>
    /// <param name="models">The models, each after those nested in it; null for all.</param>
    /// <returns>One fit a model, in order.</returns>
    /// <exception cref="InputException">Fewer than two conditions, or their tasks differ.</exception>
    public static IReadOnlyList<JointFit> FitAll(
        TiedBayesianLaw family,
        IReadOnlyList<SuppressionCondition> conditions,
        IReadOnlyList<SuppressionModel>? models = null)
    {
        ArgumentNullException.ThrowIfNull(family);
        Check(conditions);
        var curves = conditions.Select(condition => condition.Curves).ToList();
        var tasks = curves[0].Curves.Count;
        var separate = curves.Select(set => LawFitter.Fit(family, set).Natural).ToList();
        var fits = new List<JointFit>();
        foreach (var model in models ?? SuppressionModel.All)
        {
            var layout = new JointLayout(family, tasks, conditions.Count, model);
            var starts = Enumerable.Range(-1, conditions.Count + 1).Select(source => layout.FromNatural(separate, source))
                .Concat(fits.Where(fit => fit.Model.IsNestedIn(model))
                    .Select(fit => layout.FromNested(fit.Layout, fit.Coordinates)));
            fits.Add(Best(layout, conditions, new JointProblem(layout, curves), starts));
        }
        return fits;
    }

    /// <summary>The best descent from given starts, then from jittered copies of where it ended.</summary>
    private static JointFit Best(
        JointLayout layout,
        IReadOnlyList<SuppressionCondition> conditions,
        JointProblem problem,
        IEnumerable<double[]> starts)
    {
        var solver = new LevenbergMarquardt(problem);
        var best = starts.Select(start => solver.Solve(start, MaximumIterations, Tolerance)).MinBy(result => result.Cost)!;
        var stream = RandomKey.FromSeed(0).Derive("joint-starts").Derive(layout.Model.Name).Open();
        for (var i = 0; i < Jitters; i++)
        {
            var start = Array.ConvertAll(best.Coordinates, x => x + stream.NextGaussian());
            var result = solver.Solve(start, MaximumIterations, Tolerance);
            best = result.Cost < best.Cost ? result : best;
        }
        return new JointFit(layout, conditions, best.Coordinates, best.Cost);
    }

    private static void Check(IReadOnlyList<SuppressionCondition> conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        if (conditions.Count < 2)
        {
            throw new InputException($"joint fit: {conditions.Count} condition; at least 2 are needed, before and after");
        }
        var tasks = conditions[0].Curves.Tasks;
        var other = conditions.FirstOrDefault(condition => !condition.Curves.Tasks.SequenceEqual(tasks));
        if (other is not null)
        {
            throw new InputException(
                $"joint fit: condition '{other.Name}' has tasks {string.Join(", ", other.Curves.Tasks)}; "
                + $"'{conditions[0].Name}' has {string.Join(", ", tasks)}: they must be the same");
        }
    }
}
