using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Simulation;

/// <summary>
/// Whole prompts with known means: an answer is right where a uniform lies below the curve, and with probability
/// <c>correlation</c> that uniform is the prompt's own, else a fresh one. So each point's mean is exact, and two points of
/// one prompt have the covariance correlation² (min(p, q) − p q).
/// </summary>
internal static class SimulatedPrompts
{
    public static PromptSet Of(
        LawFamily family, int tasks, double[] natural, double[] shots, int prompts, double correlation, RandomKey key)
    {
        var coordinates = family.ToCoordinates(tasks, natural);
        return new PromptSet([.. Enumerable.Range(0, tasks).Select(task =>
            Of(task, shots, family.Evaluate(tasks, task, coordinates, shots), prompts, correlation, key.Derive(task).Open()))]);
    }

    public static TaskPrompts Of(
        int task, double[] shots, double[] curve, int prompts, double correlation, RandomStream stream)
    {
        var rows = new double[prompts][];
        for (var i = 0; i < prompts; i++)
        {
            var own = stream.NextDouble();
            rows[i] = new double[curve.Length];
            for (var j = 0; j < curve.Length; j++)
            {
                var shared = stream.NextDouble() < correlation;
                rows[i][j] = (shared ? own : stream.NextDouble()) < curve[j] ? 1 : 0;
            }
        }
        return new TaskPrompts(task, shots, [.. Enumerable.Range(0, prompts)], rows);
    }
}
