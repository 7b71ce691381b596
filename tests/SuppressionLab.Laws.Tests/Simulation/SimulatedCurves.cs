using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Simulation;

/// <summary>Curves drawn from a law with known parameters.</summary>
internal static class SimulatedCurves
{
    /// <summary>Exact curves, or with the noise of a share of <paramref name="prompts"/> right answers.</summary>
    public static CurveSet Of(LawFamily family, int tasks, double[] natural, int points, int prompts = 0, RandomKey key = default)
    {
        var coordinates = family.ToCoordinates(tasks, natural);
        var shots = Enumerable.Range(0, points).Select(i => (double)i).ToArray();
        return new CurveSet([.. Enumerable.Range(0, tasks).Select(task =>
        {
            var p = family.Evaluate(tasks, task, coordinates, shots);
            return new TaskCurve(task, shots, prompts == 0 ? p : Binomial(p, prompts, key.Derive(task).Open()));
        })]);
    }

    /// <summary>Natural parameters of a Bayesian law over wide ranges: K from 0.02 to 4, β from 5 to 80 % of γ.</summary>
    public static double[] RandomParameters(LawFamily family, int tasks, RandomStream stream)
    {
        var uniform = stream.NextDouble() < 0.3;
        var prior = Enumerable.Range(0, tasks).Select(_ => uniform ? 1 : 0.02 - Math.Log(1 - stream.NextDouble())).ToArray();
        var efficiency = 0.02 * Math.Pow(200, stream.NextDouble());
        var gamma = Enumerable.Range(0, tasks).Select(_ => 0.3 + (0.65 * stream.NextDouble())).ToArray();
        double Beta(int t) => gamma[t] * (0.05 + (0.75 * stream.NextDouble()));
        var rest = family is OriginalBayesianLaw
            ? from t in Enumerable.Range(0, tasks) from m in Enumerable.Range(0, tasks) select m == t ? gamma[t] : Beta(t)
            : gamma.Concat(Enumerable.Range(0, tasks).Select(Beta));
        return [.. prior.Select(value => value / prior.Sum()), efficiency, .. rest];
    }

    private static double[] Binomial(double[] probabilities, int prompts, RandomStream stream) =>
        Array.ConvertAll(probabilities, p =>
        {
            var hits = 0;
            for (var i = 0; i < prompts; i++)
            {
                hits += stream.NextDouble() < p ? 1 : 0;
            }
            return (double)hits / prompts;
        });
}
