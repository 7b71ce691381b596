using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>One training of a run: which, and its losses.</summary>
/// <param name="Stage">The stage that trained.</param>
/// <param name="Model">Which network.</param>
/// <param name="Method">The method's label; <c>none</c> for the pretraining that all methods start from.</param>
/// <param name="Amount">How much suppression.</param>
/// <param name="Unit">What amounts are counted in.</param>
/// <param name="Seed">The root seed.</param>
/// <param name="Points">The recorded steps.</param>
internal sealed record TrainingRun(
    TrainingStage Stage, string Model, string Method, double Amount, string Unit, long Seed, IReadOnlyList<TrainingHistoryPoint> Points)
{
    /// <summary>The trainings of a run, in the plan's order; one that several cells share comes once under each name of its network.</summary>
    public static IEnumerable<TrainingRun> All(TableSource source) => source.All(cell => cell.Trainings).Select(pair =>
    {
        // By the model it became: a pretraining may stand in a method's place, as the control that never saw the behaviour.
        var model = pair.Cell.Expanded.Curves.Select(curve => curve.Model).First(model => model.Stage.Key == pair.Stage.Key && model.IsFinal);
        return new TrainingRun(
            pair.Stage, model.Model, model.Method, model.Run.Amount, model.Run.AmountUnit, model.Seed, pair.Stage.ReadHistory(source.Store).Points);
    }).DistinctBy(training => (training.Stage.Key, training.Model, training.Method));
}
