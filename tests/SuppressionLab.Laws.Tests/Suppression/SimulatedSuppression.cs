using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Suppression;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Suppression;

/// <summary>A model before and after a suppression of which everything is known, read by the same prompts.</summary>
internal sealed record SimulatedSuppression(TiedBayesianLaw Family, double[] Prior, double Efficiency, double[] Gamma, double[] Beta)
{
    // How often a prompt's answer hangs on the prompt rather than on the shot: points of a prompt correlate.
    private const double Common = 0.6;

    /// <summary>Five tasks of a uniform prior.</summary>
    public static SimulatedSuppression Uniform(TiedBayesianLaw family) => new(
        family, [0.2, 0.2, 0.2, 0.2, 0.2], 0.3, [0.8, 0.75, 0.7, 0.65, 0.6], [0.15, 0.2, 0.1, 0.12, 0.18]);

    public int Tasks => Prior.Length;

    private double[] Natural => [.. Prior, Efficiency, .. Gamma, .. Beta];

    /// <summary>The prior of one task moved, the others keeping their proportions.</summary>
    public SimulatedSuppression WithPrior(int task, double prior) => this with
    {
        Prior = [.. Prior.Select((p, t) => t == task ? prior : p * (1 - prior) / (1 - Prior[task]))],
    };

    /// <summary>γ of all tasks but the first lowered.</summary>
    public SimulatedSuppression WithLowerGamma(double by) =>
        this with { Gamma = [.. Gamma.Select((g, t) => t == 0 ? g : g - by)] };

    /// <summary>The conditions before and after, measured with a number of prompts in all, dealt to the tasks in turn.</summary>
    public static IReadOnlyList<SuppressionCondition> Measure(
        SimulatedSuppression before, SimulatedSuppression after, int prompts, int points, RandomKey key) =>
    [
        SuppressionCondition.Of("before", 0, before.Measure(prompts, points, key)),
        SuppressionCondition.Of("after", 1, after.Measure(prompts, points, key)),
    ];

    private PromptSet Measure(int prompts, int points, RandomKey key)
    {
        var shots = Enumerable.Range(0, points).Select(n => (double)n).ToArray();
        var coordinates = Family.ToCoordinates(Tasks, Natural);
        return new PromptSet([.. Enumerable.Range(0, Tasks).Select(task =>
        {
            var curve = Family.Evaluate(Tasks, task, coordinates, shots);
            var own = Enumerable.Range(0, prompts).Where(prompt => prompt % Tasks == task).ToArray();
            return new TaskPrompts(task, shots, own, [.. own.Select(prompt => Answers(curve, key.Derive(prompt).Open()))]);
        })]);
    }

    /// <summary>Right or wrong at each shot, with the curve as mean; the same stream gives paired answers.</summary>
    private static double[] Answers(double[] curve, RandomStream stream)
    {
        var common = stream.NextDouble();
        return Array.ConvertAll(curve, p =>
        {
            var (own, coin) = (stream.NextDouble(), stream.NextDouble());
            return (coin < Common ? common : own) < p ? 1.0 : 0.0;
        });
    }
}
