using SuppressionLab.Experiments.Methods;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Scoring;

namespace SuppressionLab.Experiments.Stages;

/// <summary>A pretrained network suppressed by one amount of one method.</summary>
internal sealed class SuppressionStage(MethodTraining training, LearningRateStage? search, Numerics numerics)
    : TrainingStage([training.Mixture, training.Pretraining, .. training.Data.Stages, .. search is null ? [] : new Stage[] { search }])
{
    private readonly long _steps = training.Budget.Steps(training.Amount);
    private readonly IReadOnlyList<long> _curveSteps = training.Budget.CurveSteps(training.Amount);

    public override string Kind => "suppression";

    public override int Version => 2;

    public override string Title => $"suppress {training.Pretraining.NetworkName} by {training.Plan.Single.Title}, "
        + $"{training.Plan.AmountUnit.Describe(training.Amount)}, {_steps:N0} steps (seed {training.Seed})";

    public override object Settings => new { training.Settings, training.Plan.Single.LearningRate, CurveSteps = _curveSteps, Numerics = numerics };

    public override StageNeeds Needs => StageNeeds.OfTraining(numerics, training.Pretraining.Network.Dropout);

    public override StageEstimate Estimate => new(
        training.Pretraining.Estimate.Parameters, training.Budget.Tokens(training.Amount), training.Budget.Flops(training.Amount))
    {
        Documents = training.Budget.Documents(training.Amount),
        Bytes = ArtefactSize.Training(training.Pretraining.Estimate.Parameters, _curveSteps.Count, _steps),
        MemoryBytes = training.MemoryBytes,
    };

    /// <summary>The models on the way and at the end.</summary>
    public IReadOnlyList<ModelReference> Models => _curveSteps.Select(step => new ModelReference(
        this, CheckpointOf(step), training.Pretraining.NetworkName, training.Plan.Single.Title, training.Amount,
        training.Plan.AmountUnit, step, step == _steps, training.Seed)).ToList();

    public override void Execute(StageContext context)
    {
        var mixture = training.Mixture.Load(context);
        var ml = MachineLearning.Context(numerics, context);
        using var pretrained = ml.Suppression.LoadCheckpoint(context.Input(training.Pretraining, FinalCheckpoint));
        var run = training.Run(context, mixture, pretrained, RateIn(context.Store), numerics);
        using var model = training.Fit(Observed(run, context), context);
        foreach (var step in _curveSteps.SkipLast(1))
        {
            Keep(ml.Suppression.LoadCheckpoint(SnapshotOf(context, step)), context.Output(CheckpointOf(step)));
        }
        model.SaveCheckpoint(context.Output(CheckpointOf(_steps)));
        WriteHistory(context, Models[^1], model.Training);
    }

    /// <summary>The losses of a stored stage, under the name that this plan gives the network.</summary>
    public override TrainingHistory ReadHistory(ArtefactStore store) => base.ReadHistory(store) with
    {
        Model = training.Pretraining.NetworkName, Method = training.Plan.Single.Title,
    };

    /// <summary>The method's own rate, or the one that was found, or the plan's.</summary>
    private double RateIn(ArtefactStore store) =>
        training.Plan.Single.LearningRate ?? search?.Read(store).Chosen ?? training.Plan.Optimizer.LearningRate;

    private MethodRun Observed(MethodRun run, StageContext context) => run with
    {
        Training = run.Training with { CheckpointInterval = training.Plan.CheckpointInterval },
        CheckpointFolder = Path.Combine(context.WorkFolder, "training"),
        SnapshotSteps = _curveSteps.SkipLast(1).ToList(),
        Snapshot = (step, snapshot) => Keep(snapshot, SnapshotOf(context, step)),
        Progress = ProgressOf(context),
    };

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
