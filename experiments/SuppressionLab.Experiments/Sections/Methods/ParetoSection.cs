using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>Suppression against damage, with the front of what no other method betters in both.</summary>
internal sealed class ParetoSection : IMethodSection
{
    public Section Build(RunResults results, MethodTable table) => new(
        "Suppression against damage",
        "To the right: what the behaviours that should stay lost. Upward: how much of the suppressed behaviours is gone after "
        + "one example. A method on the step line is bettered by no other in both.",
        [Figure(results, table)]);

    private static ScatterFigure Figure(RunResults results, MethodTable table) => new(
        "pareto", "Suppression against damage, by method",
        $"Bars: {MethodTexts.Errors(results)}. Damage: the rise of the loss of kept documents. Suppression: the share of the "
        + "pretrained model's probability of a suppressed label, after one example, that is gone. The never-saw-it control "
        + "stands where removal would.",
        new AxisOptions("damage to kept behaviours (nats a token)"),
        new AxisOptions("suppression at one shot (share gone)"),
        [.. table.Outcomes.GroupBy(o => o.Model).Select(group => Panel(results, group.Key, [.. group]))])
    {
        PointHeading = "method",
        FoldFarPoints = true,
    };

    private static ScatterPanel Panel(RunResults results, string model, List<MethodOutcome> outcomes)
    {
        var points = outcomes.Select(outcome => (outcome, Point: Point(results, outcome))).ToList();
        return new ScatterPanel(MethodTexts.Panel(results, model), [.. points.Select(p => p.Point)])
        {
            Frontier = ScatterFrontier.Of(
                "no method betters these", points.Where(p => !p.outcome.Method.Method.IsControl).Select(p => p.Point)),
        };
    }

    private static ScatterPoint Point(RunResults results, MethodOutcome outcome) => ScatterPoint.Estimate(
        MethodTexts.Row(results, outcome), MethodTexts.Kind(outcome.Method), outcome.Damage.Value, outcome.Damage.StandardError,
        outcome.Suppression.Value, outcome.Suppression.StandardError) with
    {
        IsReference = outcome.Method.Method.IsControl,
        Marker = outcome.Method.Method.IsControl ? ScatterMarker.Diamond
            : outcome.Method.Adapter is not null ? ScatterMarker.Triangle : ScatterMarker.Circle,
        Role = outcome.Method.Method.IsControl ? "control" : outcome.Method.Adapter is not null ? "LoRA" : "all weights",
    };
}
