using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>How distinguishable the behaviours of each mixture are.</summary>
internal sealed class DistanceSection : IMethodSection
{
    public Section? Build(RunResults results, MethodTable table)
    {
        var rows = results.Cells.DistinctBy(cell => cell.Models[0]).Where(cell => cell.Distances.Count > 0).ToList();
        return rows.Count == 0 ? null : new Section(
            "Distance between behaviours",
            "The evidence that a symbol gives for its own behaviour against another, as the exact learner sees it: the mean "
            + "divergence rate D over ordered pairs, in nats a symbol. 1/D symbols move the log-odds by one nat.",
            [
                new Table(
                    "distances", "Mean distance of two behaviours", "One row a mixture and seed; ∞: some document of one behaviour is impossible under another.",
                    [
                        new TableColumn("network"), new TableColumn("seed", ColumnAlignment.Right),
                        new TableColumn("nats a symbol", ColumnAlignment.Right), new TableColumn("symbols a nat", ColumnAlignment.Right),
                    ],
                    [.. rows.SelectMany(cell => cell.Distances.Select(d => Row(cell, d)))]),
            ]);
    }

    private static IReadOnlyList<Cell> Row(CellResults cell, DistanceRecord distance) =>
    [
        Cell.Text(cell.Models[0]), Cell.Number(distance.Seed, "0"),
        distance.Mean is { } mean ? Cell.Estimate(mean, distance.StandardError ?? double.NaN, "0.0000") : Cell.Text("∞"),
        distance.Mean is > 0 and { } rate ? Cell.Number(1 / rate, "0.0") : Cell.Text("–"),
    ];
}
