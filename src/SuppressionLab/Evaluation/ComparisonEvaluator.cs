using SuppressionLab.Laws.Comparison;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Evaluation;

/// <summary>Pairs the prompt scores of two models and tests what changed.</summary>
internal static class ComparisonEvaluator
{
    private const string Owner = "EvaluateComparison";

    public static ModelComparison Evaluate(IReadOnlyList<PromptScore> before, IReadOnlyList<PromptScore> after)
    {
        var pairs = Pair(before, after);
        return new ModelComparison(Curves(pairs), [.. pairs.GroupBy(p => (p.K, p.Component, p.Shots)).Select(Point)]);
    }

    private static List<ScorePair> Pair(IReadOnlyList<PromptScore> before, IReadOnlyList<PromptScore> after)
    {
        if (before.Count == 0)
        {
            throw new InputException($"{Owner}: there are no scores; at least 1 is needed");
        }
        var first = ByPlace(before, "first");
        var second = ByPlace(after, "second");
        RequireAll(first, second, "first", "second");
        RequireAll(second, first, "second", "first");
        return
        [
            .. first.Select(e => new ScorePair(
                    e.Key.K, e.Key.Component, e.Key.Prompt, e.Key.Shots, e.Value.LabelProbability, second[e.Key].LabelProbability))
                .OrderBy(p => (p.K, p.Component, p.Shots, p.Prompt)),
        ];
    }

    private static Dictionary<Place, PromptScore> ByPlace(IReadOnlyList<PromptScore> scores, string which)
    {
        var places = new Dictionary<Place, PromptScore>(scores.Count);
        foreach (var score in scores)
        {
            var place = new Place(score.K, score.Component, score.Prompt, score.Shots);
            if (!places.TryAdd(place, score))
            {
                throw new InputException($"{Owner}: {place} is twice in the {which} model's scores; once is allowed");
            }
        }
        return places;
    }

    private static void RequireAll(
        Dictionary<Place, PromptScore> scores, Dictionary<Place, PromptScore> others, string which, string other)
    {
        foreach (var place in scores.Keys)
        {
            if (!others.ContainsKey(place))
            {
                throw new InputException(
                    $"{Owner}: {place} is in the {which} model's scores but not in the {other}'s; both must have read the same prompts");
            }
        }
    }

    private static PointChange Point(IGrouping<(int K, int Component, int Shots), ScorePair> pairs)
    {
        var change = PairedTest.Of([.. pairs.Select(p => p.Change)]);
        return new PointChange(
            pairs.Key.K, pairs.Key.Component, pairs.Key.Shots, pairs.Average(p => p.Before), pairs.Average(p => p.After),
            change.Mean, change.StandardError, change.Count);
    }

    private static CurveChange[] Curves(List<ScorePair> pairs)
    {
        var changes = pairs.GroupBy(p => (p.K, p.Component)).Select(g =>
        {
            var prompts = g.GroupBy(p => p.Prompt).Select(p => p.OrderBy(s => s.Shots).ToArray()).ToArray();
            PairedTest Test(Func<ScorePair[], double> ofPrompt) => PairedTest.Of([.. prompts.Select(ofPrompt)]);
            return new CurveChange(
                g.Key.K,
                g.Key.Component,
                PairedTest.Of([.. g.Where(p => p.Shots == 0).Select(p => p.Change)]),
                Test(p => p[^1].Change),
                Test(p => p.Average(s => s.Change)),
                Test(p => p.Average(s => s.NllChange)),
                HolmP: 1);
        }).ToArray();
        var adjusted = Holm.Adjust([.. changes.Select(c => c.Mean.P)]);
        return [.. changes.Select((c, i) => c with { HolmP = adjusted[i] })];
    }

    private sealed record Place(int K, int Component, int Prompt, int Shots)
    {
        public override string ToString() => $"k {K}, component {Component}, prompt {Prompt}, {Shots} shots";
    }

    private sealed record ScorePair(int K, int Component, int Prompt, int Shots, double Before, double After)
    {
        public double Change => After - Before;

        public double NllChange => Math.Log(Before) - Math.Log(After);
    }
}
