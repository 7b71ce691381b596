using SuppressionLab.Evaluation;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Attacks;

/// <summary>In-context-learning curves in the form of an attack: the dose is the number of shots.</summary>
internal static class InContextAttack
{
    public const string Name = "in-context";

    public static AttackCurve Of(InContextCurves curves, IReadOnlyList<int> suppressed)
    {
        if (suppressed.Count == 0 || curves.PromptScores.Count == 0)
        {
            throw new InputException(
                $"{Name}: {suppressed.Count} suppressed components and {curves.PromptScores.Count} prompt scores; at least 1 of each is needed");
        }
        var curve = new AttackCurveBuilder(Name, "shots", suppressed);
        foreach (var group in curves.PromptScores.GroupBy(s => (s.K, s.Shots)).OrderBy(g => g.Key))
        {
            curve.AddByComponent(
                $"k={group.Key.K}", group.Key.Shots, AttackQuantities.LabelProbability, [.. group], s => s.Component,
                scores => Estimate.OfMean([.. scores.Select(s => s.LabelProbability)]));
        }
        return curve.ToCurve();
    }
}
