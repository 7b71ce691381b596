using SuppressionLab.Data;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Training;

namespace SuppressionLab.Experiments.Stages;

/// <summary>A network trained from scratch on documents of the mixture.</summary>
/// <param name="mixture">The mixture.</param>
/// <param name="documents">The documents.</param>
/// <param name="network">The network.</param>
/// <param name="plan">How it is trained.</param>
/// <param name="components">The components that the documents are of; null for all.</param>
/// <param name="seed">The root seed.</param>
/// <param name="numerics">Device, precision, threads.</param>
internal sealed class PretrainingStage(
    MixtureStage mixture,
    DocumentsStage documents,
    NetworkPlan network,
    PretrainingPlan plan,
    IReadOnlyList<int>? components,
    long seed,
    Numerics numerics)
    : TrainingStage(mixture, documents)
{
    /// <summary>Losses on held-out documents that are recorded on the way.</summary>
    private const int Evaluations = 8;

    private readonly long _steps = plan.StepsFor(network.Configure(mixture.Shape().Symbols + 2));

    public override string Kind => "pretraining";

    public override int Version => 2;

    public override string Title => $"pretrain {network.Name}, {_steps:N0} steps"
        + (components is null ? "" : $", component {string.Join(", ", components)} alone") + $" (seed {seed})";

    public override object Settings => new
    {
        Network = network, plan.BlockLength, Steps = _steps, Components = components, plan.EvaluationDocuments, plan.DocumentLength, plan.Optimizer,
        Seed = seed, Numerics = numerics,
    };

    public override StageNeeds Needs => StageNeeds.OfTraining(numerics, network.Dropout);

    public override StageEstimate Estimate
    {
        get
        {
            var configuration = network.Configure(mixture.Shape().Symbols + 2);
            var tokens = (double)_steps * plan.Optimizer.BatchSize * plan.BlockLength;
            return new StageEstimate(
                configuration.ParameterCount, tokens, tokens * configuration.FlopsPerToken(plan.BlockLength))
            {
                Bytes = ArtefactSize.Training(configuration.ParameterCount, 1, _steps),
                MemoryBytes = NetworkMemory.Training(configuration, plan.Optimizer.BatchSize, plan.BlockLength),
            };
        }
    }

    /// <summary>What tables call the network.</summary>
    public string NetworkName => network.Name;

    /// <summary>The network.</summary>
    public NetworkPlan Network => network;

    /// <summary>The pretrained model.</summary>
    public ModelReference Model(AmountUnit unit) =>
        new(this, FinalCheckpoint, network.Name, ModelReference.NoMethod, 0, unit, 0, true, seed);

    /// <summary>The same model in a method's place, as the control that never saw some components.</summary>
    public ModelReference ModelAs(string method, long amount, AmountUnit unit) =>
        new(this, FinalCheckpoint, network.Name, method, amount, unit, 0, true, seed);

    /// <summary>The losses of a stored stage, under the name that this plan gives the network.</summary>
    public override TrainingHistory ReadHistory(ArtefactStore store) => base.ReadHistory(store) with { Model = network.Name };

    private int BlocksADocument => (plan.DocumentLength + plan.BlockLength - 1) / plan.BlockLength;

    public override void Execute(StageContext context)
    {
        var loaded = mixture.Load(context);
        var ml = MachineLearning.Context(numerics, context);
        var trainer = ml.Suppression.Trainers.Pretraining(new PretrainingOptions
        {
            Network = network.Configure(loaded.TokenCount),
            Training = plan.Optimizer.ToOptions(_steps) with
            {
                CheckpointInterval = plan.CheckpointInterval,
                EvaluationInterval = Math.Max(1, _steps / Evaluations),
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
                Weights = components is null
                    ? plan.ComponentWeights : RoleWeights.Restrict(plan.ComponentWeights ?? loaded.Prior, components),
            }),
            Progress = ProgressOf(context),
            CancellationToken = context.Cancellation,
        });
        using var model = trainer.Fit(ml.Suppression.Documents(documents.Load(context, loaded)));
        model.SaveCheckpoint(context.Output(FinalCheckpoint));
        WriteHistory(context, Model(AmountUnit.Documents), model.Training);
    }
}
