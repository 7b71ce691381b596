using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>Curves before and after, averaged over the suppressed and over the favoured components.</summary>
internal sealed class AverageCurvesSection : IReportSection
{
    public Section Build(CellResults results)
    {
        var series = new CurveSeries(results);
        var groups = new[] { ("suppressed", results.Suppressed), ("favoured", results.Favoured) }
            .Where(group => group.Item2.Count > 0).ToList();
        var panels = from model in results.Models
                     from k in results.Plan.Curves.ExampleLengths
                     from grouped in groups
                     select series.Panel(
                         Texts.Panel(results, model, $"{grouped.Item1}, k = {k}"), model, k, grouped.Item2, fits: false);
        return new Section(
            "In-context learning before and after",
            $"Each prompt holds examples of one behaviour, k symbols each. A line shows how probable the model finds the "
            + "label of the next example after n examples: where it starts tells the prior, how it rises tells what "
            + "context brings back.",
            [
                new LineFigure("average-curves", "Label probability by number of examples",
                    $"Bands: {Texts.Errors(results)}. In ink: the exact Bayesian learners, of documents "
                    + "(dotted, smoothed) and of prompts (solid, the upper limit).",
                    CurveSeries.ShotsAxis, CurveSeries.ProbabilityAxis, panels.ToList())
                {
                    Palette = PaletteKind.Sequential,
                },
            ]);
    }
}
