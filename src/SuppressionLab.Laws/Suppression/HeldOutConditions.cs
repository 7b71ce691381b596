using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Fitting;

namespace SuppressionLab.Laws.Suppression;

/// <summary>
/// Cross-validation over conditions: what is shared comes from the other conditions, what is a condition's own from half of
/// its prompts (of its shots if there are no prompts), and the error is measured on the other half. Both ways round, every
/// condition in turn.
/// </summary>
internal static class HeldOutConditions
{
    private const int MaximumIterations = 300;
    private const double Tolerance = 1e-9;

    /// <summary>The root mean square error in probability over all held-out points, of each model in order.</summary>
    public static IReadOnlyList<double> Errors(IReadOnlyList<JointFit> fits)
    {
        var conditions = fits[0].Conditions;
        var models = fits.Select(fit => fit.Model).ToList();
        var (sums, points) = (new double[models.Count], 0);
        for (var held = 0; held < conditions.Count; held++)
        {
            var others = conditions.Where((_, c) => c != held).ToList();
            // A single other condition is fitted alone, twice over: the models then differ only in what is pinned.
            var rest = JointFitter.FitAll(fits[0].Family, others.Count > 1 ? others : [others[0], others[0]], models);
            foreach (var (train, test) in Halves(conditions[held]))
            {
                for (var m = 0; m < models.Count; m++)
                {
                    sums[m] += Error(rest[m], fits[m], held, train, test);
                }
                points += test.Points;
            }
        }
        return [.. sums.Select(sum => Math.Sqrt(sum / points))];
    }

    private static double Error(JointFit others, JointFit whole, int held, CurveSet train, CurveSet test)
    {
        var single = new JointLayout(whole.Family, whole.Tasks.Count, 1, whole.Model);
        // What is shared from the others, what is its own from where the fit to everything found it.
        var start = single.FromNatural([others.Natural[0]], 0);
        var own = single.OwnOf(0).ToArray();
        var found = single.FromNatural([whole.Natural[held]], 0);
        foreach (var at in own)
        {
            start[at] = found[at];
        }
        if (own.Length > 0)
        {
            var pinned = new PinnedProblem(new JointProblem(single, [train]), start, own);
            var solved = new LevenbergMarquardt(pinned).Solve(pinned.Restrict(start), MaximumIterations, Tolerance);
            start = pinned.Extend(solved.Coordinates);
        }
        return new JointProblem(single, [test]).Cost(start);
    }

    private static IEnumerable<(CurveSet Train, CurveSet Test)> Halves(SuppressionCondition condition)
    {
        var (even, odd) = condition.Prompts is { } prompts && prompts.Tasks.All(task => task.Prompts.Length >= 4)
            ? (Half(prompts, 0), Half(prompts, 1))
            : (Half(condition.Curves, 0), Half(condition.Curves, 1));
        yield return (even, odd);
        yield return (odd, even);
    }

    private static CurveSet Half(PromptSet prompts, int parity) => new PromptSet([.. prompts.Tasks.Select(task => task with
    {
        Prompts = [.. task.Prompts.Where((_, i) => i % 2 == parity)],
        Probabilities = [.. task.Probabilities.Where((_, i) => i % 2 == parity)],
    })]).ToCurveSet();

    private static CurveSet Half(CurveSet curves, int parity) => new([.. curves.Curves.Select(curve =>
        curve.Points < 2 ? curve : curve.Where(n => Array.IndexOf(curve.Shots, n) % 2 == parity))]);
}
