using SuppressionLab.Experiments.Results.Tables.Columns;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>The losses on the way of every training.</summary>
internal sealed class LossesTable : ResultTable<LossesTable.Loss>
{
    public override string Name => "losses";

    public override string Row => "one recorded optimiser step of one training, of a pretraining or of a suppression";

    protected override ColumnList<TableRow<Loss>> Define(ColumnList<TableRow<Loss>> columns) => columns
        .Model(row => row.Value.Training.Model, row => row.Value.Training.Method, row => row.Value.Training.Amount, row => row.Value.Training.Unit)
        .Integer("step", "the optimiser step, from 1", row => row.Value.Point.Step)
        .Integer("tokens", "tokens seen so far", row => row.Value.Point.Tokens)
        .Number("loss", "the batch's mean loss; of a preference or unlearning method its own objective", row => row.Value.Point.Loss, "nats a token",
            "it was not finite")
        .Number("learningRate", "the learning rate of the step", row => row.Value.Point.LearningRate)
        .Number("evaluationLoss", "the loss on held-out documents", row => row.Value.Point.EvaluationLoss, "nats a token", "it was not measured at this step");

    protected override IEnumerable<TableRow<Loss>> Rows(TableSource source) => TrainingRun.All(source)
        .SelectMany(training => RowsOf(source, training.Stage, training.Points.Select(point => new Loss(training, point))));

    /// <summary>A row.</summary>
    /// <param name="Training">The training.</param>
    /// <param name="Point">The recorded step.</param>
    internal sealed record Loss(TrainingRun Training, TrainingHistoryPoint Point);
}
