using SuppressionLab.Attacks;
using SuppressionLab.Experiments.Attacks;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>How fast a few documents bring the behaviour back, a panel a method.</summary>
internal sealed class RelearningSection : IMethodSection
{
    public Section? Build(RunResults results, MethodTable table) =>
        results.Attacks.All(p => p.Attack != RelearnAttack.AttackName) ? null : new Section(
            "Relearning",
            "A copy of each model is trained on a few documents, one a step, and its loss on held-out documents of the suppressed "
            + "behaviours is measured on the way. A hidden behaviour comes back from few documents, even from documents of other "
            + "behaviours; one that is gone has to be learned as the control that never saw it learns it.",
            [
                new LineFigure(
                    "relearning", "Loss on suppressed behaviours while relearning",
                    $"Bands: {MethodTexts.Errors(results)}. In ink: the model that never saw the behaviour, trained on the suppressed "
                    + "documents (dotted), and the pretrained model alike (solid).",
                    new AxisOptions("documents relearned", 0, Logarithmic: true), new AxisOptions("loss (nats a token)"), MethodPanels.Of(results, Series)),
            ]);

    private static IEnumerable<LineSeries> Series(CellResults cell, CellResults? never, string model)
    {
        if (never is not null)
        {
            yield return Line(never, model, never.Amounts[^1], RelearnAttack.Suppressed, "never-saw-it") with
            {
                IsReference = true, Style = LineStyle.Dotted,
            };
        }
        yield return Line(cell, model, 0, RelearnAttack.Suppressed, "pretrained") with { IsReference = true };
        foreach (var (source, i) in RelearnAttack.Sources.Select((source, i) => (source, i)))
        {
            yield return Line(cell, model, cell.Amounts[^1], source, $"on {source} documents") with { Color = i };
        }
    }

    private static LineSeries Line(CellResults cell, string model, double amount, string source, string name)
    {
        var doses = cell.Attacks.Where(p => p.Model == model && p.Amount == amount && p.Series == source
                && p.Attack == RelearnAttack.AttackName && p.Quantity == AttackQuantities.MeanNll
                && p.Component == AttackPoint.AllSuppressed)
            .GroupBy(p => p.Dose).OrderBy(group => group.Key)
            .Select(group => (Dose: group.Key, Loss: Estimate.OverSeeds([.. group.Select(p => new Estimate(p.Value, p.StandardError))])))
            .ToList();
        return new LineSeries(name, [.. doses.Select(d => d.Dose)], [.. doses.Select(d => d.Loss.Value)])
        {
            Low = [.. doses.Select(d => d.Loss.Value - d.Loss.StandardError)],
            High = [.. doses.Select(d => d.Loss.Value + d.Loss.StandardError)],
            Markers = true,
        };
    }
}
