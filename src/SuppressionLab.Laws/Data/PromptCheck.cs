using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Laws.Data;

/// <summary>From rows to whole prompts, with the checks that only whole prompts allow.</summary>
internal static class PromptCheck
{
    /// <summary>One task's prompts out of its rows.</summary>
    public static TaskPrompts Collect(int task, IReadOnlyCollection<PromptScore> scores)
    {
        var shots = scores.Select(score => score.Shots).Distinct().Order().ToArray();
        var column = shots.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var rows = new SortedDictionary<int, double[]>();
        foreach (var score in scores)
        {
            if (!rows.TryGetValue(score.Prompt, out var row))
            {
                rows.Add(score.Prompt, row = new double[shots.Length]);
                Array.Fill(row, double.NaN);
            }
            Place(score, ref row[column[score.Shots]]);
        }
        foreach (var (prompt, row) in rows)
        {
            var gap = Array.FindIndex(row, double.IsNaN);
            if (gap >= 0)
            {
                throw new InputException(
                    $"task {task}, prompt {prompt}: no score at {shots[gap]} shots, where other prompts of the task have one; "
                    + "whole prompts are needed");
            }
        }
        return new TaskPrompts(task, Array.ConvertAll(shots, n => (double)n), [.. rows.Keys], [.. rows.Values]);
    }

    /// <summary>Checks prompts that were made elsewhere.</summary>
    public static void Check(TaskPrompts prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        var where = $"task {prompts.Task}";
        Require(prompts.Shots.Length > 0, where, "no shots; at least one is needed");
        Require(prompts.Prompts.Length > 0, where, "no prompts; at least one is needed");
        Require(prompts.Probabilities.Length == prompts.Prompts.Length, where, "one row of probabilities a prompt is needed");
        Require(prompts.Prompts.Distinct().Count() == prompts.Prompts.Length, where, "a prompt is given twice; once is allowed");
        for (var i = 0; i < prompts.Shots.Length; i++)
        {
            Require(double.IsFinite(prompts.Shots[i]) && prompts.Shots[i] >= 0
                && (i == 0 || prompts.Shots[i] > prompts.Shots[i - 1]), where, "shots must increase from 0 or more");
        }
        for (var i = 0; i < prompts.Prompts.Length; i++)
        {
            var row = prompts.Probabilities[i];
            Require(row.Length == prompts.Shots.Length, $"{where}, prompt {prompts.Prompts[i]}", "one probability a shot is needed");
            var bad = Array.FindIndex(row, p => !(p is >= 0 and <= 1));
            if (bad >= 0)
            {
                throw OutOfRange(prompts.Task, prompts.Prompts[i], prompts.Shots[bad], row[bad]);
            }
        }
    }

    private static void Place(PromptScore score, ref double cell)
    {
        if (score.Shots < 0)
        {
            throw new InputException(
                $"task {score.Component}, prompt {score.Prompt}: {score.Shots} shots are not allowed; 0 or more are");
        }
        if (!(score.LabelProbability is >= 0 and <= 1))
        {
            throw OutOfRange(score.Component, score.Prompt, score.Shots, score.LabelProbability);
        }
        if (!double.IsNaN(cell))
        {
            throw new InputException(
                $"task {score.Component}, prompt {score.Prompt}, shots {score.Shots}: two scores; one is allowed");
        }
        cell = score.LabelProbability;
    }

    private static InputException OutOfRange(int task, int prompt, double shots, double value) =>
        new($"task {task}, prompt {prompt}, shots {shots}: label probability {value} is outside [0, 1]");

    private static void Require(bool good, string where, string what)
    {
        if (!good)
        {
            throw new InputException($"{where}: {what}");
        }
    }
}
