using Microsoft.ML;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.LanguageModels.Adapters;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Scoring;
using SuppressionLab.Training;

namespace SuppressionLab.Experiments.Methods;

/// <summary>What a method needs to make its trainer: the model to start from, the roles and the options of the run.</summary>
/// <param name="Context">The ML.NET context.</param>
/// <param name="Pretrained">The model to start from, which stays as it is.</param>
/// <param name="Mixture">The mixture, for its BOS and PAD.</param>
/// <param name="Suppressed">The components to suppress.</param>
/// <param name="Kept">The components to keep.</param>
/// <param name="Values">The method's parameters, every one of them.</param>
/// <param name="Training">The optimiser's options.</param>
/// <param name="BlockLength">Length of a training row in tokens.</param>
/// <param name="Seed">The root seed.</param>
internal sealed record MethodRun(
    MLContext Context,
    LanguageModelTransformer Pretrained,
    HmmMixture Mixture,
    IReadOnlyList<int> Suppressed,
    IReadOnlyList<int> Kept,
    IReadOnlyDictionary<string, double> Values,
    TrainingOptions Training,
    int BlockLength,
    ulong Seed)
{
    /// <summary>Low-rank adaptation; null for full fine-tuning.</summary>
    public LoraOptions? Adapter { get; init; }

    /// <summary>The folder of checkpoints; null for none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Steps at which the model is handed to <see cref="Snapshot"/>.</summary>
    public IReadOnlyCollection<long> SnapshotSteps { get; init; } = [];

    /// <summary>Takes the model at those steps.</summary>
    public Action<long, LanguageModelTransformer>? Snapshot { get; init; }

    /// <summary>Takes reports.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Asks training to stop.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>A trainer's own options with everything of the run that all trainers have.</summary>
    public T Configure<T>(T options)
        where T : FineTuningOptions => (T)((FineTuningOptions)options with
        {
            Training = Training,
            Adapter = Adapter,
            BlockLength = BlockLength,
            BosToken = Mixture.BosToken,
            PadToken = Mixture.PadToken,
            Seed = Seed,
            CheckpointFolder = CheckpointFolder,
            SnapshotSteps = SnapshotSteps,
            Snapshot = Snapshot,
            Progress = Progress,
            CancellationToken = Cancellation,
        });
}
