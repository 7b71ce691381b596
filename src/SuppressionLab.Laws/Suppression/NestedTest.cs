using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Suppression;

/// <summary>
/// Tests a model against a larger one by the drop in squared error, with the null distribution from a bootstrap: whole
/// prompts are resampled, the same ones in all conditions, and their deviations from the measured means are added to the
/// smaller model's fit, to which both models are fitted again. So the test needs no independence between points of a prompt
/// or between conditions, which a χ² or F test would. Source: the bootstrap of residuals under the null hypothesis, Davison
/// and Hinkley 1997, §4.4.
/// </summary>
internal static class NestedTest
{
    private const int MaximumIterations = 60;
    private const double Tolerance = 1e-6;
    // Besag and Clifford 1991: once so many replicates exceed the statistic, the p-value is their share and large enough.
    private const int EnoughExceedances = 25;

    public static NestedTestResult Run(JointFit smaller, JointFit larger, SuppressionOptions options)
    {
        var conditions = smaller.Conditions;
        var statistic = smaller.Sse - larger.Sse;
        var centres = smaller.Curves();
        var key = RandomKey.FromSeed(options.Seed).Derive("suppression-test").Derive(smaller.Model.Name).Derive(larger.Model.Name);
        var replicates = new JointReplicates(conditions, key);
        var under = new Refit(smaller.Layout, conditions, smaller.Coordinates);
        var over = new Refit(larger.Layout, conditions, larger.Layout.FromNested(smaller.Layout, smaller.Coordinates));
        var (exceeding, drawn) = (0, 0);
        while (drawn < options.TestReplicates && exceeding < EnoughExceedances)
        {
            var targets = replicates.Draw(drawn++, centres);
            exceeding += under.Cost(targets) - over.Cost(targets) >= statistic ? 1 : 0;
        }
        var p = exceeding >= EnoughExceedances ? (double)exceeding / drawn : (1.0 + exceeding) / (1.0 + drawn);
        return new NestedTestResult(
            smaller.Model, larger.Model, statistic, p, drawn, CurveDistance.Largest(conditions, centres, larger.Curves()));
    }

    /// <summary>One model, fitted again to each replicate from what is true there.</summary>
    private sealed class Refit
    {
        private readonly JointProblem _problem;
        private readonly LevenbergMarquardt _solver;
        private readonly double[] _start;

        public Refit(JointLayout layout, IReadOnlyList<SuppressionCondition> conditions, ReadOnlySpan<double> start)
        {
            _problem = new JointProblem(layout, [.. conditions.Select(condition => condition.Curves)]);
            _solver = new LevenbergMarquardt(_problem);
            _start = start.ToArray();
        }

        public double Cost(double[][][] targets)
        {
            _problem.SetTargets(targets);
            return _solver.Solve(_start, MaximumIterations, Tolerance).Cost;
        }
    }
}
