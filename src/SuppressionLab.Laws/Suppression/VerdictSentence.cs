using System.Globalization;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Uncertainty;

namespace SuppressionLab.Laws.Suppression;

/// <summary>Says a verdict in words: what changed, and by how much in the condition of the largest amount.</summary>
internal static class VerdictSentence
{
    public static string Of(JointFit chosen, IReadOnlyList<ModelScore> scores, IReadOnlyList<SuppressionEffect> effects)
    {
        var last = Enumerable.Range(0, chosen.Conditions.Count).MaxBy(c => chosen.Conditions[c].Amount);
        var name = chosen.Conditions[last].Name;
        if (chosen.Model == SuppressionModel.Nothing)
        {
            return $"Suppression changed nothing that the curves show, up to {name}.";
        }
        var parts = new List<string>();
        // With everything free ρ, K and β can trade against each other, and only γ, the level of the plateau, is told for sure.
        if (chosen.Model != SuppressionModel.Everything)
        {
            parts.Add(Prior(chosen, effects, last));
        }
        if (chosen.Model == SuppressionModel.PriorAndEfficiency)
        {
            parts.Add(Efficiency(effects, last));
        }
        if (chosen.Model.Gamma)
        {
            parts.Add(Gamma(chosen, effects, last));
        }
        var what = chosen.Model.Name switch
        {
            "prior-only" => "Only the prior moved",
            "everything" => "More than the prior moved: how much examples count (K) and what they bring back (γ, β) changed too",
            _ => $"Not the prior alone moved: {chosen.Model.Title} did",
        };
        return $"{what}. At {name}: {string.Join("; ", parts)}.{Share(chosen, scores)}";
    }

    /// <summary>How much of the change the simpler stories tell, where the verdict is none of them.</summary>
    private static string Share(JointFit chosen, IReadOnlyList<ModelScore> scores)
    {
        var simpler = scores.Where(score => score.Model != SuppressionModel.Nothing && score.Model.IsNestedIn(chosen.Model))
            .Select(score => Invariant($"{score.Model.Title} {100 * score.Explained:0.0} %")).ToList();
        return simpler.Count == 0 ? "" : $" Of the change in the curves, these alone explain: {string.Join(", ", simpler)}.";
    }

    private static string Prior(JointFit fit, IReadOnlyList<SuppressionEffect> effects, int condition)
    {
        var moved = Of(effects, condition, ParameterKind.Prior).MaxBy(effect => Math.Abs(effect.Change))!;
        return Invariant($"prior of task {fit.Tasks[moved.Task!.Value]} {fit.Natural[0][moved.Task.Value]:0.000} → {moved.Value:0.000}{Text(moved.ValueInterval)}");
    }

    private static string Efficiency(IReadOnlyList<SuppressionEffect> effects, int condition)
    {
        var change = Of(effects, condition, ParameterKind.Efficiency).First();
        var interval = change.ChangeInterval is { } i ? new ParameterInterval(Math.Exp(i.Lower), Math.Exp(i.Upper)) : (ParameterInterval?)null;
        return Invariant($"K times {Math.Exp(change.Change):0.00}{Text(interval)}");
    }

    private static string Gamma(JointFit fit, IReadOnlyList<SuppressionEffect> effects, int condition)
    {
        var moved = Of(effects, condition, ParameterKind.Gamma).MaxBy(effect => Math.Abs(effect.Change))!;
        return Invariant($"γ of task {fit.Tasks[moved.Task!.Value]} by {Signed(moved.Change)}{Text(moved.ChangeInterval)}");
    }

    private static IEnumerable<SuppressionEffect> Of(
        IReadOnlyList<SuppressionEffect> effects, int condition, ParameterKind kind) =>
        effects.Where(effect => effect.Condition == condition && effect.Kind == kind);

    private static string Text(ParameterInterval? interval) =>
        interval is { } i ? Invariant($" [{Number(i.Lower)}, {Number(i.Upper)}]") : "";

    private static string Signed(double value) => Invariant($"{value:+0.000;−0.000}");

    private static string Number(double value) => Invariant($"{value:0.000;−0.000}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
