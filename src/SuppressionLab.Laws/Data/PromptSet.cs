using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Laws.Data;

/// <summary>
/// The prompts of all tasks for one model, one example length and one seed: what a bootstrap over whole prompts
/// resamples, and what the mean curves are means of. Checked: tasks in increasing order, every prompt at all shots of its
/// task, probabilities in [0, 1].
/// </summary>
public sealed class PromptSet
{
    /// <summary>Checks the prompts.</summary>
    /// <param name="tasks">The prompts, one entry a task; shots as n, the number of examples in context.</param>
    /// <exception cref="InputException">
    /// No task, a task or prompt twice, shots that do not increase, rows of other lengths than the shots, a probability
    /// outside [0, 1]; the message names task, prompt and shots.
    /// </exception>
    public PromptSet(IReadOnlyList<TaskPrompts> tasks) : this(tasks, 0)
    {
    }

    private PromptSet(IReadOnlyList<TaskPrompts> tasks, double origin)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Count == 0)
        {
            throw new InputException("prompts: none given; at least one task's prompts are needed");
        }
        foreach (var prompts in tasks)
        {
            PromptCheck.Check(prompts);
        }
        Tasks = [.. tasks.OrderBy(prompts => prompts.Task)];
        for (var i = 1; i < Tasks.Count; i++)
        {
            if (Tasks[i].Task == Tasks[i - 1].Task)
            {
                throw new InputException($"prompts: task {Tasks[i].Task} is given twice; once is allowed");
            }
        }
        Origin = origin;
    }

    /// <summary>The prompts, by increasing task label.</summary>
    public IReadOnlyList<TaskPrompts> Tasks { get; }

    /// <summary>What was added to the table's shots to get n.</summary>
    public double Origin { get; }

    /// <summary>Collects whole prompts out of a table's rows, in any order.</summary>
    /// <param name="scores">The rows of one model at one stage, one example length, one seed; a row's component is its task.</param>
    /// <param name="shotOrigin">What to add to the table's shots to get n: 0 for the lab's tables, 1 for raw published ones.</param>
    /// <exception cref="InputException">
    /// No row, rows of several models (methods, amounts, steps, seeds, k), a prompt that lacks a shot that others of its
    /// task have, a prompt twice at one shot, a probability that is NaN or outside [0, 1]; the message names where.
    /// </exception>
    public static PromptSet FromScores(IEnumerable<PromptScore> scores, double shotOrigin = 0)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (!double.IsFinite(shotOrigin) || shotOrigin < 0)
        {
            throw new InputException($"shot origin: {shotOrigin} is not allowed; 0 or a positive number is");
        }
        var tasks = new SortedDictionary<int, List<PromptScore>>();
        PromptScore? first = null;
        foreach (var score in scores)
        {
            first ??= score;
            if (Stage(score) != Stage(first))
            {
                throw new InputException(
                    $"prompt scores: rows of {Stage(first)} and of {Stage(score)} together; only one of these at a time is allowed");
            }
            if (!tasks.TryGetValue(score.Component, out var list))
            {
                tasks.Add(score.Component, list = []);
            }
            list.Add(score);
        }
        return new PromptSet([.. tasks.Select(pair => PromptCheck.Collect(pair.Key, pair.Value))]).WithOrigin(shotOrigin);
    }

    /// <summary>The mean curves, with standard errors over prompts and counts.</summary>
    public CurveSet ToCurveSet() => new([.. Tasks.Select(prompts => prompts.ToCurve())]);

    /// <summary>The same prompts up to a share of the largest number of shots; see <see cref="CurveSet.Prefix"/>.</summary>
    /// <param name="fraction">In (0, 1], taken on the table's shots, before <see cref="Origin"/> was added.</param>
    /// <exception cref="InputException">The fraction is not in (0, 1], or a task keeps no shot.</exception>
    public PromptSet Prefix(double fraction)
    {
        if (!(fraction > 0 && fraction <= 1))
        {
            throw new InputException($"prefix: {fraction} is not allowed; a number above 0 and at most 1 is");
        }
        var limit = (fraction * (Tasks.Max(prompts => prompts.Shots[^1]) - Origin)) + Origin;
        return Where(n => n <= limit, $"prefix {fraction}");
    }

    /// <summary>The same prompts, with a number added to all shots.</summary>
    /// <param name="origin">What to add: 0 or a positive number.</param>
    public PromptSet WithOrigin(double origin) => origin == 0 ? this : new PromptSet(
        [.. Tasks.Select(prompts => prompts with { Shots = Array.ConvertAll(prompts.Shots, n => n + origin) })],
        Origin + origin);

    /// <summary>One task's prompts as a set of their own.</summary>
    /// <param name="index">The index into <see cref="Tasks"/>.</param>
    public PromptSet Single(int index) => new([Tasks[index]], Origin);

    private PromptSet Where(Func<double, bool> keep, string what)
    {
        var kept = Tasks.Select(prompts => prompts.Where(keep)).ToArray();
        return kept.FirstOrDefault(prompts => prompts.Shots.Length == 0) is { } empty
            ? throw new InputException($"{what}: task {empty.Task} has no shots left; use a larger prefix")
            : new PromptSet(kept, Origin);
    }

    private static (string, string, double, string, long, long, int) Stage(PromptScore s) =>
        (s.Model, s.Method, s.Amount, s.AmountUnit, s.Step, s.Seed, s.K);
}
