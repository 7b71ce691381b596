using SuppressionLab.Experiments.Results.Tables.Columns;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>Where the prior is after each amount of suppression, as the report says it.</summary>
internal sealed class PriorsTable : ResultTable<PriorsTable.Prior>
{
    public override string Name => "priors";

    public override string Row => "the prior of one component, or of all suppressed ones together, after one amount of suppression, over the plan's seeds";

    protected override ColumnList<TableRow<Prior>> Define(ColumnList<TableRow<Prior>> columns) => columns
        .Model(row => row.Value.Shift.Model, row => row.Value.Shift.Method, row => row.Value.Shift.Amount, row => row.Value.Unit)
        .Text("series", "the method whose amounts were fitted together; a pretrained network has a row for each", row => row.Value.Series)
        .Integer("k", "the example length", row => row.Value.Shift.K, "symbols")
        .Integer("component", "the mixture component, from 0", row => row.Value.Component, nullWhen: "the row is the sum over the suppressed components")
        .Number("value", "the prior weight, in [0, 1]", row => row.Value.Read.Value, nullWhen: "it is not known")
        .Number("lower", "the lower end of its 95 % interval", row => row.Value.Read.Low, nullWhen: "it is not known")
        .Number("upper", "the upper end", row => row.Value.Read.High, nullWhen: "it is not known")
        .Flag("identified", "whether the curves determine it", row => row.Value.Shift.Identified)
        .Text("source", "which fit it is: `all amounts: … moved` or `this amount alone`", row => row.Value.Shift.Source)
        .Integer("seeds", "the number of seeds that it is over", row => row.Value.Seeds);

    protected override IEnumerable<TableRow<Prior>> Rows(TableSource source) => source.Results.Cells.SelectMany(cell =>
    {
        var seeds = cell.Plan.Seeds;
        var provenance = source.Common(source.ManifestOf(cell.Expanded.Fits[^1]).Environment) with { Seed = seeds.Length == 1 ? seeds[0] : null };
        return PriorShift.Compute(cell).SelectMany(shift => Of(cell, shift)).Select(prior => new TableRow<Prior>(prior, provenance));
    });

    private static IEnumerable<Prior> Of(CellResults cell, PriorShift shift) => cell.Components
        .Select((component, i) => new Prior(shift, cell.Method, cell.UnitName, component, shift.Priors[i], cell.Plan.Seeds.Length))
        .Append(new Prior(shift, cell.Method, cell.UnitName, null, shift.Suppressed, cell.Plan.Seeds.Length));

    /// <summary>A row.</summary>
    /// <param name="Shift">The model and its fit.</param>
    /// <param name="Series">The cell's method.</param>
    /// <param name="Unit">What amounts are counted in.</param>
    /// <param name="Component">The component; null for the suppressed ones together.</param>
    /// <param name="Read">The prior with its interval.</param>
    /// <param name="Seeds">How many seeds it is over.</param>
    internal sealed record Prior(PriorShift Shift, string Series, string Unit, int? Component, Reading Read, int Seeds);
}
