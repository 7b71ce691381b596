using SuppressionLab.Experiments.Results.Tables.Columns;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>When behaviours come back, as measured and as foreseen.</summary>
internal sealed class ReEmergencesTable : ResultTable<ReEmergencesTable.Forecast>
{
    public override string Name => "re-emergences";

    public override string Row => "the shots at which one component's label is back, measured and foreseen by the headline law from one share of the shots";

    protected override ColumnList<TableRow<Forecast>> Define(ColumnList<TableRow<Forecast>> columns) => columns
        .Model(row => row.Value.Record.Model, row => row.Value.Record.Method, row => row.Value.Record.Amount, row => row.Value.Unit)
        .Integer("k", "the example length", row => row.Value.Record.K, "symbols")
        .Integer("component", "the mixture component of the prompts, from 0", row => row.Value.Record.Component)
        .Flag("isSuppressed", "whether the plan suppresses that component", row => row.Value.IsSuppressed)
        .Number("probability", "what is to be reached: half of the pretrained network's probability at the most shots", row => row.Value.Record.Probability)
        .Number("within", "the most shots that were measured", row => row.Value.Record.Within, "shots")
        .Number("measured", "where the measured curve, made increasing, reaches it", row => row.Value.Record.Measured, "shots", "it does not within `within`")
        .Number("prefix", "the share of the shots that the law was fitted to, in (0, 1]; 1 for all", row => row.Value.Record.Fraction)
        .Number("lastSeen", "the largest number of shots that it was fitted to", row => row.Value.Record.LastSeen, "shots")
        .Number("foreseen", "where the fitted law reaches it", row => row.Value.Record.Shots, "shots", "it does not within `within`")
        .Number("lower", "the lower end of its 95 % interval", row => row.Value.Record.Low, "shots", "that is beyond `within`")
        .Number("upper", "the upper end", row => row.Value.Record.High, "shots", "that is beyond `within`")
        .Number("neverShare", "the share of bootstrap replicates that do not reach it within `within`, in [0, 1]", row => row.Value.Record.NeverShare);

    protected override IEnumerable<TableRow<Forecast>> Rows(TableSource source) => source.Each(cell => cell.ReEmergences)
        .SelectMany(pair => RowsOf(source, pair.Stage, pair.Stage.Read(source.Store)
            .Select(record => new Forecast(record, pair.Cell.UnitName, pair.Cell.Suppressed.Contains(record.Component)))));

    /// <summary>A row.</summary>
    /// <param name="Record">What was measured and foreseen.</param>
    /// <param name="Unit">What amounts are counted in.</param>
    /// <param name="IsSuppressed">Whether the plan suppresses the component.</param>
    internal sealed record Forecast(ReEmergenceRecord Record, string Unit, bool IsSuppressed);
}
