using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Store;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Stages;

/// <summary>A stage that trains a network and keeps its losses.</summary>
internal abstract class TrainingStage(params IReadOnlyList<Stage> inputs) : Stage(inputs)
{
    /// <summary>The file of losses.</summary>
    public const string HistoryFile = "history.json";

    /// <summary>The folder of the checkpoint at the training's end.</summary>
    public const string FinalCheckpoint = "model";

    /// <summary>The losses of a stored stage.</summary>
    public virtual TrainingHistory ReadHistory(ArtefactStore store) =>
        StrictJson.ReadFile<TrainingHistory>(Path.Combine(store.Open(this), HistoryFile));

    /// <summary>Writes the losses.</summary>
    protected static void WriteHistory(StageContext context, ModelReference model, TrainingResult? result) =>
        AtomicFile.WriteText(context.Output(HistoryFile), StrictJson.Format(new TrainingHistory(
            model.Model, model.Method, model.Amount, model.Seed,
            (result?.History ?? []).Select(record => new TrainingHistoryPoint(
                record.Step, record.Tokens, record.Loss, record.LearningRate, record.EvaluationLoss)).ToList())));

    /// <summary>Passes the trainer's reports on.</summary>
    protected static IProgress<TrainingProgress> ProgressOf(StageContext context) => new Forward(context.Progress);

    private sealed class Forward(IProgress<StageProgress> target) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => target.Report(new StageProgress(
            value.Steps > 0 ? (double)value.Step / value.Steps : 1,
            FormattableString.Invariant($"step {value.Step:N0}/{value.Steps:N0}, loss {value.Loss:0.000}, ")
            + FormattableString.Invariant($"{value.TokensPerSecond:N0} tokens/s, {value.TimeLeft:h\\:mm\\:ss} left"), value));
    }
}
