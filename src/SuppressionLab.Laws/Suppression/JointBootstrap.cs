using SuppressionLab.Laws.Fitting;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Suppression;

/// <summary>A joint fit repeated on resampled prompts.</summary>
internal static class JointBootstrap
{
    private const int MaximumIterations = 100;
    private const double Tolerance = 1e-8;

    /// <summary>The natural parameters of each replicate; [replicate][condition][parameter].</summary>
    public static double[][][] Run(JointFit fit, int replicates, ulong seed)
    {
        var key = RandomKey.FromSeed(seed).Derive("suppression-bootstrap").Derive(fit.Model.Name);
        var draws = new JointReplicates(fit.Conditions, key);
        var problem = new JointProblem(fit.Layout, [.. fit.Conditions.Select(condition => condition.Curves)]);
        var solver = new LevenbergMarquardt(problem);
        return
        [
            .. Enumerable.Range(0, replicates).Select(replicate =>
            {
                problem.SetTargets(draws.Draw(replicate, null));
                return fit.Layout.Natural(solver.Solve(fit.Coordinates, MaximumIterations, Tolerance).Coordinates);
            }),
        ];
    }
}
