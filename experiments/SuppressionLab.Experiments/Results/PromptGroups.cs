using SuppressionLab.Laws.Data;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Results;

/// <summary>The whole prompts of each group of curves, out of prompt scores.</summary>
internal sealed class PromptGroups
{
    private readonly Dictionary<(string, string, double, string, long, long, int), PromptSet> _sets;

    private PromptGroups(Dictionary<(string, string, double, string, long, long, int), PromptSet> sets) => _sets = sets;

    /// <summary>Collects the prompts; shots as the table has them.</summary>
    public static PromptGroups Of(IEnumerable<PromptScore> scores) => new(scores
        .GroupBy(s => (s.Model, s.Method, s.Amount, s.AmountUnit, s.Step, s.Seed, s.K))
        .ToDictionary(group => group.Key, group => PromptSet.FromScores(group)));

    /// <summary>The prompts behind a group of curves.</summary>
    /// <exception cref="InputException">There are none, or they are not at the curves' shots.</exception>
    public PromptSet For(CurveGroup group)
    {
        var name = $"{group.Model}, {group.Method} {group.Amount} {group.AmountUnit}, step {group.Step}, seed {group.Seed}, k = {group.K}";
        if (!_sets.TryGetValue(
            (group.Model, group.Method, group.Amount, group.AmountUnit, group.Step, group.Seed, group.K), out var prompts))
        {
            throw new InputException($"prompt scores: none of {name}; every group of curves needs its own");
        }
        var measured = prompts.Tasks.Select(task => (task.Task, string.Join(',', task.Shots)));
        var fitted = group.ToCurveSet().Curves.Select(curve => (curve.Task, string.Join(',', curve.Shots)));
        return measured.SequenceEqual(fitted)
            ? prompts
            : throw new InputException($"prompt scores: other tasks or shots than the curves of {name}; they must be the same");
    }
}
