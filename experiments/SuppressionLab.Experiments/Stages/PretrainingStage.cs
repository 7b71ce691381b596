using SuppressionLab.Data;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Training;

namespace SuppressionLab.Experiments.Stages;

/// <summary>A network trained from scratch on documents of the mixture.</summary>
internal sealed class PretrainingStage(
    MixtureStage mixture, DocumentsStage documents, NetworkPlan network, PretrainingPlan plan, long seed, Numerics numerics)
    : TrainingStage(mixture, documents)
{
    /// <summary>Losses on held-out documents that are recorded on the way.</summary>
    private const int Evaluations = 8;

    public override string Kind => "pretraining";

    public override int Version => 2;

    public override string Title => $"pretrain {network.Name}, {plan.Steps:N0} steps (seed {seed})";

    public override object Settings => new
    {
        Network = network, plan.BlockLength, plan.Steps, plan.EvaluationDocuments, plan.DocumentLength, plan.Optimizer,
        Seed = seed, Numerics = numerics,
    };

    public override StageEstimate Estimate
    {
        get
        {
            var configuration = network.Configure(mixture.Shape().Symbols + 2);
            var tokens = (double)plan.Steps * plan.Optimizer.BatchSize * plan.BlockLength;
            return new StageEstimate(
                configuration.ParameterCount, tokens, tokens * configuration.FlopsPerToken(plan.BlockLength));
        }
    }

    /// <summary>The pretrained model.</summary>
    public ModelReference Model => new(this, FinalCheckpoint, network.Name, "none", 0, 0, true, seed);

    private int BlocksADocument => (plan.DocumentLength + plan.BlockLength - 1) / plan.BlockLength;

    public override void Execute(StageContext context)
    {
        var loaded = mixture.Load(context);
        var ml = MachineLearning.Context(numerics);
        var trainer = ml.Suppression.Trainers.Pretraining(new PretrainingOptions
        {
            Network = network.Configure(loaded.TokenCount),
            Training = plan.Optimizer.ToOptions(plan.Steps) with
            {
                CheckpointInterval = plan.CheckpointInterval,
                EvaluationInterval = Math.Max(1, plan.Steps / Evaluations),
            },
            BlockLength = plan.BlockLength,
            BosToken = loaded.BosToken,
            PadToken = loaded.PadToken,
            Seed = (ulong)seed,
            CheckpointFolder = Path.Combine(context.WorkFolder, "training"),
            EvaluationDocuments = ml.Suppression.Documents(loaded, new DocumentViewOptions
            {
                Count = Math.Max(2, plan.EvaluationDocuments / BlocksADocument),
                Length = plan.DocumentLength,
                Seed = (ulong)seed,
                Stream = "evaluation-documents",
                Weights = plan.ComponentWeights,
            }),
            Progress = ProgressOf(context),
            CancellationToken = context.Cancellation,
        });
        using var model = trainer.Fit(ml.Suppression.Documents(documents.Load(context, loaded)));
        model.SaveCheckpoint(context.Output(FinalCheckpoint));
        WriteHistory(context, Model, model.Training);
    }
}
