using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>Every component's curves with the headline law's fits.</summary>
internal sealed class ComponentCurvesSection : IReportSection
{
    public Section Build(CellResults results)
    {
        var series = new CurveSeries(results);
        var figures = from model in results.Models
                      from k in results.Plan.Curves.ExampleLengths
                      select (IReportItem)new LineFigure(
                          Texts.Id($"curves-{model}-k{k}"),
                          Texts.Panel(results, model, $"Curves and law fits, k = {k}"),
                          $"Solid: measured, with {Texts.Errors(results)}. Dashed: the {results.Plan.Laws.Headline} law.",
                          CurveSeries.ShotsAxis,
                          CurveSeries.ProbabilityAxis,
                          results.Components.Select(component => series.Panel(
                              Texts.Component(results, component), model, k, [component], fits: true)).ToList())
                      {
                          Palette = PaletteKind.Sequential,
                      };
        return new Section(
            "Component by component",
            "The same curves for each component, with the law that is fitted to all components of a model together.",
            figures.ToList());
    }
}
