using SuppressionLab.Experiments.Methods;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>In-context curves of the suppressed components, a panel a method, the controls beside it.</summary>
internal sealed class MethodCurvesSection : IMethodSection
{
    public Section Build(RunResults results, MethodTable table) => new(
        "In-context re-emergence by method",
        "How probable the label of a suppressed behaviour is after n of its examples. In ink: the pretrained model"
        + (results.Plan.Suppression.AllMethods.Any(m => m.Name == MethodRegistry.NeverSaw) ? ", and the one that never saw the behaviour (dotted)." : "."),
        [
            new LineFigure(
                "method-curves", "Probability of suppressed labels by number of examples",
                $"Bands: {MethodTexts.Errors(results)}, k = {results.Plan.Curves.ExampleLengths[0]}.",
                CurveSeries.ShotsAxis, CurveSeries.ProbabilityAxis, MethodPanels.Of(results, (cell, never, model) => Series(results, cell, never, model)))
            {
                Palette = PaletteKind.Sequential,
            },
        ]);

    private static IEnumerable<LineSeries> Series(RunResults results, CellResults cell, CellResults? never, string model)
    {
        yield return Line(cell, model, 0) with { IsReference = true, Style = LineStyle.Solid };
        if (never is not null)
        {
            yield return Line(never, model, never.Amounts[^1]) with
            {
                IsReference = true, Style = LineStyle.Dotted,
            };
        }
        foreach (var (amount, i) in cell.Amounts.Where(amount => amount > 0).Select((amount, i) => (amount, i)))
        {
            yield return Line(cell, model, amount) with { Group = results.Plan.Suppression.Amounts.Count(a => a > 0) > 1 ? null : "method", Color = i + 1 };
        }
    }

    private static LineSeries Line(CellResults cell, string model, double amount)
    {
        var k = cell.Plan.Curves.ExampleLengths[0];
        var view = new CurveView(cell);
        var shots = view.Shots(model, k);
        var values = shots.Select(n => view.Probability(model, amount, k, n, cell.Suppressed)).ToList();
        return new LineSeries(amount == 0 ? "pretrained" : Texts.Amount(cell, amount), [.. shots.Select(n => (double)n)], [.. values.Select(v => v.Value)])
        {
            Low = [.. values.Select(v => Math.Max(0, v.Value - Finite(v.StandardError)))],
            High = [.. values.Select(v => Math.Min(1, v.Value + Finite(v.StandardError)))],
        };
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;
}
