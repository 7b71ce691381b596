using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>Whether training has converged: losses, and the regret to the exact learner by component.</summary>
internal sealed class ConvergenceSection : IReportSection
{
    public Section Build(CellResults results) => new(
        "Has training converged?",
        "The exact Bayesian learner knows the mixture and reaches the lowest loss there is, averaged over components. The "
        + "regret is how far a model is above it, in nats a token, on fresh documents of each component (from their BOS on). "
        + "A model that has come to favour a component can be below the learner there, and is above it elsewhere.",
        [Regrets(results), Losses(results)]);

    private static Table Regrets(CellResults results)
    {
        var columns = new List<TableColumn> { new("after") };
        columns.AddRange(results.Components.Select(c => new TableColumn(Texts.Component(results, c), ColumnAlignment.Right)));
        var rows = results.Regrets.GroupBy(r => (r.Model, r.Amount)).Select(group => (IReadOnlyList<Cell>)
        [
            Cell.Text(Texts.Model(results, group.Key.Model, group.Key.Amount)),
            .. results.Components.Select(c => ToCell(group.Where(r => r.Component == c).ToList())),
        ]);
        return new Table("regret", "Regret to the exact learner, nats a token",
            "± is one standard error over " + (results.Plan.Seeds.Length > 1 ? "seeds." : "documents.")
            + " After suppression it shows the damage, to kept and suppressed behaviours alike.",
            columns, rows.ToList());
    }

    private static Cell ToCell(IReadOnlyList<RegretRecord> seeds)
    {
        var known = seeds.Where(r => r.Regret is not null)
            .Select(r => new Estimate(r.Regret!.Value, r.RegretStandardError ?? double.NaN)).ToList();
        var mean = known.Count > 0 ? Estimate.OverSeeds(known) : Estimate.Unknown;
        return Cell.Estimate(mean.Value, mean.StandardError, "0.0000");
    }

    private static LineFigure Losses(CellResults results)
    {
        var panels = results.Models.Select(model => new LinePanel(
            Texts.Panel(results, model, "pretraining"),
            results.Histories.Where(h => h.Model == model && h.Amount == 0).SelectMany(Lines).ToList()));
        return new LineFigure("losses", "Loss during pretraining", "Training: the mean of the recorded batch losses in each fortieth of the run. Held out: fresh documents of the same kind.",
            new AxisOptions("training tokens", 0), new AxisOptions("nats a token"), panels.ToList());
    }

    private static IEnumerable<LineSeries> Lines(TrainingHistory history)
    {
        var chunk = Math.Max(1, history.Points.Count / 40);
        var batches = history.Points.Chunk(chunk).ToList();
        yield return new LineSeries(
            $"training, seed {history.Seed}",
            batches.Select(b => b.Average(p => (double)p.Tokens)).ToList(),
            batches.Select(b => b.Average(p => p.Loss)).ToList());
        var evaluated = history.Points.Where(p => p.EvaluationLoss is not null).ToList();
        if (evaluated.Count > 0)
        {
            yield return new LineSeries(
                $"held out, seed {history.Seed}",
                evaluated.Select(p => (double)p.Tokens).ToList(),
                evaluated.Select(p => p.EvaluationLoss!.Value).ToList())
            {
                Markers = true,
            };
        }
    }
}
