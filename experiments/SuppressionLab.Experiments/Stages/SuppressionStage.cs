using SuppressionLab.Experiments.Plans;
using SuppressionLab.Scoring;
using SuppressionLab.Training;

namespace SuppressionLab.Experiments.Stages;

/// <summary>A pretrained network fine-tuned on one amount of documents of the favoured components.</summary>
internal sealed class SuppressionStage(
    MixtureStage mixture,
    DocumentsStage documents,
    PretrainingStage pretraining,
    SuppressionPlan plan,
    long amount,
    long seed,
    Numerics numerics)
    : TrainingStage(mixture, documents, pretraining)
{
    public override string Kind => "suppression";

    public override int Version => 1;

    public override string Title =>
        $"suppress {pretraining.Model.Model} by {plan.Method}, {amount:N0} documents, {plan.Steps(amount):N0} steps (seed {seed})";

    public override object Settings => new
    {
        plan.Method, plan.BlockLength, Steps = plan.Steps(amount), CurveSteps = plan.CurveSteps(amount), plan.Optimizer,
        Seed = seed, Numerics = numerics,
    };

    public override StageEstimate Estimate
    {
        get
        {
            var tokens = (double)plan.Steps(amount) * plan.Optimizer.BatchSize * plan.BlockLength;
            var pretrained = pretraining.Estimate;
            return new StageEstimate(pretrained.Parameters, tokens, tokens * pretrained.Flops / pretrained.Tokens);
        }
    }

    /// <summary>The models on the way and at the end.</summary>
    public IReadOnlyList<ModelReference> Models => plan.CurveSteps(amount).Select(step => new ModelReference(
        this, CheckpointOf(step), pretraining.Model.Model, plan.Method, amount, step, step == plan.Steps(amount), seed)).ToList();

    public override void Execute(StageContext context)
    {
        var loaded = mixture.Load(context);
        var ml = MachineLearning.Context(numerics);
        using var pretrained = ml.Suppression.LoadCheckpoint(context.Input(pretraining, FinalCheckpoint));
        var trainer = ml.Suppression.Trainers.SupervisedFineTuning(pretrained, new SupervisedFineTuningOptions
        {
            Training = plan.Optimizer.ToOptions(plan.Steps(amount)) with { CheckpointInterval = plan.CheckpointInterval },
            BlockLength = plan.BlockLength,
            BosToken = loaded.BosToken,
            PadToken = loaded.PadToken,
            Seed = (ulong)seed,
            CheckpointFolder = Path.Combine(context.WorkFolder, "training"),
            SnapshotSteps = plan.CurveSteps(amount).SkipLast(1).ToList(),
            Snapshot = (step, snapshot) => Keep(snapshot, SnapshotOf(context, step)),
            Progress = ProgressOf(context),
            CancellationToken = context.Cancellation,
        });
        using var model = trainer.Fit(ml.Suppression.Documents(documents.Load(context, loaded)));
        foreach (var step in plan.CurveSteps(amount).SkipLast(1))
        {
            Keep(ml.Suppression.LoadCheckpoint(SnapshotOf(context, step)), context.Output(CheckpointOf(step)));
        }
        model.SaveCheckpoint(context.Output(CheckpointOf(plan.Steps(amount))));
        WriteHistory(context, Models[^1], model.Training);
    }

    private static string CheckpointOf(long step) => $"step-{step}";

    /// <summary>Snapshots outlive a killed run, as a resumed one does not pass their steps again.</summary>
    private static string SnapshotOf(StageContext context, long step) =>
        Path.Combine(context.WorkFolder, "snapshots", CheckpointOf(step));

    private static void Keep(LanguageModelTransformer model, string folder)
    {
        using (model)
        {
            model.SaveCheckpoint(folder);
        }
    }
}
