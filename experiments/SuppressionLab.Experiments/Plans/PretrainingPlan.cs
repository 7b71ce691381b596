using SuppressionLab.LanguageModels.Networks;

namespace SuppressionLab.Experiments.Plans;

/// <summary>Pretraining on documents of the whole mixture.</summary>
internal sealed record PretrainingPlan
{
    /// <summary>Documents drawn.</summary>
    public required long Documents { get; init; }

    /// <summary>Length of a document in tokens, its BOS included.</summary>
    public required int DocumentLength { get; init; }

    /// <summary>Length of a training block in tokens, the first block's BOS included; a document is cut into blocks.</summary>
    public required int BlockLength { get; init; }

    /// <summary>Passes over the blocks.</summary>
    public double Epochs { get; init; } = 1;

    /// <summary>
    /// Operations of training in the place of <see cref="Epochs"/>: networks of different size pass over the same documents as
    /// often as that allows (the published equal-compute variant).
    /// </summary>
    public double? Flops { get; init; }

    /// <summary>Weights of the components in these documents; the mixture's prior unless given. Zeros are allowed.</summary>
    public double[]? ComponentWeights { get; init; }

    /// <summary>Fresh documents on which the loss and the regret to the exact learner are measured.</summary>
    public int EvaluationDocuments { get; init; } = 200;

    /// <summary>Steps between checkpoints, from which a killed run goes on.</summary>
    public long CheckpointInterval { get; init; } = 500;

    /// <summary>The optimiser.</summary>
    public required OptimizerPlan Optimizer { get; init; }

    /// <summary>Updates of a network.</summary>
    public long StepsFor(NetworkConfiguration network) => Flops is { } flops
        ? Math.Max(1, (long)Math.Round(flops / (network.FlopsPerToken(BlockLength) * BlockLength * Optimizer.BatchSize)))
        : Workload.Steps(Documents, DocumentLength, BlockLength, Epochs, Optimizer.BatchSize);

    /// <summary>What weights of components have to be.</summary>
    public const string AllowedWeights = "numbers of at least 0 that sum to 1";

    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check)
    {
        check.Range(Documents, 1, 100_000_000, "pretraining.documents");
        check.Range(DocumentLength, 2, 1 << 24, "pretraining.documentLength");
        check.Range(BlockLength, 2, DocumentLength, "pretraining.blockLength");
        check.That((double)Documents * DocumentLength <= Workload.MaximumTokens, "pretraining.documents", $"{Documents}",
            $"{Workload.MaximumTokens} tokens in all at most");
        check.Above(Epochs, 0, 1e6, "pretraining.epochs");
        check.Above(Flops, 0, 1e25, "pretraining.flops");
        check.That(Flops is null || Epochs == 1, "pretraining.epochs", $"{Epochs}", "nothing where pretraining.flops is given");
        check.Range(EvaluationDocuments, 2, 1_000_000, "pretraining.evaluationDocuments");
        check.Range(CheckpointInterval, 1, long.MaxValue, "pretraining.checkpointInterval");
        if (ComponentWeights is { } weights)
        {
            check.That(AreWeights(weights), "pretraining.componentWeights", $"[{string.Join(", ", weights)}]", AllowedWeights);
        }
        Optimizer.Validate(check, "pretraining.optimizer");
    }

    /// <summary>Whether numbers are weights of components.</summary>
    public static bool AreWeights(double[] weights) => weights.All(w => w >= 0) && Math.Abs(weights.Sum() - 1) < 1e-9;
}
