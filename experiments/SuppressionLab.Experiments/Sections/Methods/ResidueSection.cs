using System.Globalization;
using SuppressionLab.Experiments.Methods;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>What each attack still finds, between the model that never saw the behaviour and the pretrained one.</summary>
internal sealed class ResidueSection : IMethodSection
{
    public Section? Build(RunResults results, MethodTable table) => table.Residues.Count == 0 ? null : new Section(
        "What is left, by attack",
        "Each attack asks both controls too. 0: it finds as little as in a model pretrained without the behaviour: "
        + "suppression counts as removal only here. 1: it finds as much as in the pretrained model. What it measures: "
        + string.Join("; ", AttackMeasures.All.Where(m => table.Residues.Any(r => r.Attack == m.Name))
            .Select(m => $"`{m.Name}` {m.Meaning}")) + ".",
        [.. table.Outcomes.Where(IsAsked).GroupBy(o => o.Model).SelectMany((group, i) => Items(results, table, group.Key, [.. group], i))]);

    private static bool IsAsked(MethodOutcome outcome) => outcome.Method.Name != MethodRegistry.NeverSaw;

    private static IEnumerable<IReportItem> Items(
        RunResults results, MethodTable table, string model, List<MethodOutcome> outcomes, int index)
    {
        var suffix = index == 0 ? "" : $"-{index}";
        var measures = AttackMeasures.All.Where(m => outcomes.Any(o => table.Find(o, m.Name) is not null)).ToList();
        var title = MethodTexts.Panel(results, model) is { Length: > 0 } name ? $": {name}" : "";
        yield return Map(results, table, measures, outcomes, $"residues{suffix}", $"Residue of the suppressed behaviours{title}");
        yield return ToTable(results, table, measures, outcomes, $"residue-table{suffix}", $"Residues{title}");
    }

    private static HeatMapFigure Map(
        RunResults results, MethodTable table, List<AttackMeasure> measures, List<MethodOutcome> outcomes, string id, string title)
    {
        var values = new double[outcomes.Count, measures.Count];
        var labels = new string[outcomes.Count, measures.Count];
        for (var row = 0; row < outcomes.Count; row++)
        {
            for (var column = 0; column < measures.Count; column++)
            {
                var residue = table.Find(outcomes[row], measures[column].Name);
                values[row, column] = residue is { IsTelling: true } ? Math.Clamp(residue.Share.Value, 0, 1) : double.NaN;
                labels[row, column] = residue is { IsTelling: true }
                    ? residue.Share.Value.ToString("0.00;−0.00;0.00", CultureInfo.InvariantCulture) + (residue.Differs ? "" : " °") : "–";
            }
        }
        return new HeatMapFigure(
            id, title,
            "0 like never seen, 1 as before suppression, below 0: less than never seen, which tells as well. ° not told from never seen (95 % "
            + "interval, Student's over seeds, and a tenth). A dash: the attack cannot tell the pretrained model from never seen.",
            new AxisOptions("attack"), new AxisOptions("method"),
            [
                new HeatMapPanel("", [.. outcomes.Select(o => MethodTexts.Row(results, o))], [.. measures.Select(m => m.Name)], values)
                {
                    Labels = labels,
                },
            ])
        {
            ValueLabel = "share of the behaviour that is found", Minimum = 0, Maximum = 1,
        };
    }

    private static Table ToTable(
        RunResults results, MethodTable table, List<AttackMeasure> measures, List<MethodOutcome> outcomes, string id, string title) => new(
        id, title, $"± {MethodTexts.Errors(results)}, of the method against never-saw-it (never less than within the seeds). Strong: found.",
        [new TableColumn("method"), .. measures.Select(m => new TableColumn(m.Name, ColumnAlignment.Right))],
        [
            .. outcomes.Select(o => (IReadOnlyList<Cell>)
            [
                Cell.Text(MethodTexts.Row(results, o)),
                .. measures.Select(m => table.Find(o, m.Name) is { IsTelling: true } r
                    ? Cell.Estimate(r.Share.Value, r.Share.StandardError, "0.00") with { Strong = r.Finds } : Cell.Text("–")),
            ]),
        ]);
}
