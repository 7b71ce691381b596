using SuppressionLab.Experiments.Methods;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Scoring;

namespace SuppressionLab.Experiments.Stages;

/// <summary>One training of a method as its plan's cell says: what is the same for every learning rate.</summary>
internal sealed record MethodTraining(
    MixtureStage Mixture, PretrainingStage Pretraining, MethodDataset Data, SuppressionPlan Plan, MethodBudget Budget, long Amount, long Seed)
{
    /// <summary>What determines the trained model besides its data, its start and its rate.</summary>
    public object Settings => new
    {
        Method = Plan.Single.Name, Plan.Single.Values, Plan.Single.Adapter, Plan.Suppressed, Plan.Kept, Plan.BlockLength,
        Steps = Budget.Steps(Amount), Plan.Optimizer, Seed,
    };

    /// <summary>What it needs in memory: the network in training and its frozen start, on pairs twice as many rows.</summary>
    public double MemoryBytes => NetworkMemory.Training(
        Pretraining.Network.Configure(Mixture.Shape().Symbols + 2),
        Plan.Optimizer.BatchSize * (Plan.Single.Method.Data == MethodData.Pairs ? 2 : 1), Plan.BlockLength)
        + (sizeof(float) * (double)Pretraining.Estimate.Parameters);

    /// <summary>Everything but the rate's own wishes (checkpoints, snapshots, reports) of a run.</summary>
    public MethodRun Run(StageContext context, HmmMixture mixture, LanguageModelTransformer pretrained, double rate, Numerics numerics) => new(
        MachineLearning.Context(numerics, context),
        pretrained,
        mixture,
        Plan.SuppressedOf(mixture.Components.Count),
        Plan.KeptOf(mixture.Components.Count),
        Plan.Single.Values,
        (Plan.Optimizer with { LearningRate = rate }).ToOptions(Budget.Steps(Amount)),
        Plan.BlockLength,
        (ulong)Seed)
    {
        Adapter = Plan.Single.Adapter?.ToOptions(),
        Cancellation = context.Cancellation,
    };

    /// <summary>Trains.</summary>
    public LanguageModelTransformer Fit(MethodRun run, StageContext context) =>
        Plan.Single.Method.CreateTrainer(run).Fit(Data.Load(run.Context, context, run.Mixture));
}
