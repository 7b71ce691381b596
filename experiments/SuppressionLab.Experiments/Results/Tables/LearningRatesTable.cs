using SuppressionLab.Experiments.Results.Tables.Columns;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>The searches for learning rates.</summary>
internal sealed class LearningRatesTable : ResultTable<LearningRatesTable.Trial>
{
    public override string Name => "learning-rates";

    public override string Row => "one learning rate that was tried for one method and network; no rows where the plan searches for none";

    protected override ColumnList<TableRow<Trial>> Define(ColumnList<TableRow<Trial>> columns) => columns
        .Text("model", "which network, with its variant", row => row.Value.Record.Model)
        .Text("method", "the method's label", row => row.Value.Record.Method)
        .Number("rate", "the rate that was tried", row => row.Value.Tried.Rate)
        .Flag("chosen", "whether the method's trainings took it", row => row.Value.Tried.Rate == row.Value.Record.Chosen)
        .Number("keptLoss", "the loss of kept components' documents after", row => row.Value.Tried.KeptLoss, "nats a token", "training broke")
        .Number("suppressedLoss", "the loss of suppressed components' documents after", row => row.Value.Tried.SuppressedLoss, "nats a token", "training broke")
        .Number("keptLossBefore", "the pretrained network's loss on kept components' documents", row => row.Value.Record.KeptLoss, "nats a token")
        .Number("suppressedLossBefore", "its loss on suppressed components' documents", row => row.Value.Record.SuppressedLoss, "nats a token");

    protected override IEnumerable<TableRow<Trial>> Rows(TableSource source) => source.All(cell => cell.LearningRates)
        .Select(pair => (pair.Stage, Record: pair.Stage.Read(source.Store)))
        .DistinctBy(search => (search.Stage.Key, search.Record.Model, search.Record.Method))
        .SelectMany(search => RowsOf(source, search.Stage, search.Record.Trials.Select(trial => new Trial(search.Record, trial))));

    /// <summary>A row.</summary>
    /// <param name="Record">The search.</param>
    /// <param name="Tried">One rate of it.</param>
    internal sealed record Trial(LearningRateRecord Record, LearningRateTrial Tried);
}
