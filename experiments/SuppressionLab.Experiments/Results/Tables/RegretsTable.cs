using SuppressionLab.Experiments.Results.Tables.Columns;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>How far each model is from the exact learner.</summary>
internal sealed class RegretsTable : ResultTable<RegretsTable.Regret>
{
    public override string Name => "regrets";

    public override string Row => "the loss of one model on held-out documents of one component, beside the exact learner's; no row for a component that none of them is of";

    protected override ColumnList<TableRow<Regret>> Define(ColumnList<TableRow<Regret>> columns) => columns
        .Model(row => row.Value.Record.Model, row => row.Value.Record.Method, row => row.Value.Record.Amount, row => row.Value.Unit)
        .Integer("component", "the mixture component of the documents, from 0", row => row.Value.Record.Component)
        .Integer("documents", "documents scored", row => row.Value.Record.Documents)
        .Number("loss", "the model's loss", row => row.Value.Record.ModelNll, "nats a token")
        .Number("lossStandardError", "its standard error over documents", row => row.Value.Record.ModelNllStandardError, "nats a token",
            "there are fewer than two documents")
        .Number("learnerLoss", "the exact learner's loss", row => row.Value.Record.LearnerNll, "nats a token", "pretraining never draws the component")
        .Number("regret", "the difference; below 0 where the model expects the component more than the learner's prior does",
            row => row.Value.Record.Regret, "nats a token", "pretraining never draws the component")
        .Number("regretStandardError", "its standard error over documents", row => row.Value.Record.RegretStandardError, "nats a token",
            "there are fewer than two documents, or no regret");

    protected override IEnumerable<TableRow<Regret>> Rows(TableSource source) => source.Each(cell => cell.Regrets)
        .SelectMany(pair => RowsOf(source, pair.Stage, pair.Stage.Read(source.Store).Select(record => new Regret(record, pair.Cell.UnitName))));

    /// <summary>A row.</summary>
    /// <param name="Record">What was measured.</param>
    /// <param name="Unit">What amounts are counted in.</param>
    internal sealed record Regret(RegretRecord Record, string Unit);
}
