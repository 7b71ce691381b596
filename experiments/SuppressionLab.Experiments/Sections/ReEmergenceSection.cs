using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>How many examples bring a suppressed behaviour back to half of its strength.</summary>
internal sealed class ReEmergenceSection : IReportSection
{
    public Section Build(RunResults results) => new(
        "When it comes back",
        $"The first number of examples at which the fitted curve ({results.Plan.Laws.Headline} law) reaches half of the "
        + "probability that the pretrained model gives the label at the most shots.",
        [ToTable(results, ReEmergence.Compute(results))]);

    private static Table ToTable(RunResults results, IReadOnlyList<ReEmergence> all)
    {
        var columns = new List<TableColumn> { new("after"), new("k", ColumnAlignment.Right) };
        columns.AddRange(results.Components.Select(c => new TableColumn(Texts.Component(results, c), ColumnAlignment.Right)));
        var rows = all.GroupBy(r => (r.Model, r.K, r.Amount)).Select(group => (IReadOnlyList<Cell>)
        [
            Cell.Text(Texts.Model(results, group.Key.Model, group.Key.Amount)), Cell.Number(group.Key.K),
            .. results.Components.Select(c => Cell.Text(Describe(group.Where(r => r.Component == c).ToList()))),
        ]);
        return new Table("re-emergence", "Examples until half strength",
            "“Not within N”: the fitted curve stays below the threshold for all N shots that were measured."
            + (results.Plan.Seeds.Length > 1 ? " One value a seed." : ""),
            columns, rows.ToList());
    }

    private static string Describe(IReadOnlyList<ReEmergence> seeds) => string.Join(" · ", seeds.Select(r =>
        r.Shots is { } shots ? $"{shots}" : $"not within {r.Within}"));
}
