using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Scoring;

namespace SuppressionLab.Training;

/// <summary>What every trainer of language models needs to know.</summary>
public abstract record LanguageModelTrainerOptions
{
    /// <summary>Steps, batch size, learning rate and the rest of the optimiser.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>The column of token ids without BOS or padding, a vector of Int32. Default: <c>Tokens</c>.</summary>
    public string TokensColumnName { get; init; } = ColumnNames.Tokens;

    /// <summary>
    /// The length of a training row in tokens, counting the BOS: each document gets a leading BOS and is cut into
    /// blocks of this length, the last one padded. From 2 to the network's context length. Default: the context length.
    /// </summary>
    public int? BlockLength { get; init; }

    /// <summary>The token put before each document. Default: the last of the network's vocabulary.</summary>
    public int? BosToken { get; init; }

    /// <summary>The token that fills blocks up and is not learned. Default: the last but one of the vocabulary.</summary>
    public int? PadToken { get; init; }

    /// <summary>The root seed. Default: the <c>MLContext</c>'s seed, or 0 if it has none.</summary>
    public ulong? Seed { get; init; }

    /// <summary>
    /// A folder for checkpoints, from which an interrupted run of the same options goes on to the same bits. Default:
    /// none, and an interrupted run starts again.
    /// </summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>
    /// Documents with the same tokens column, on which the loss is measured every
    /// <see cref="TrainingOptions.EvaluationInterval"/> steps. Default: none.
    /// </summary>
    public IDataView? EvaluationDocuments { get; init; }

    /// <summary>Steps after which <see cref="Snapshot"/> is called. Default: none.</summary>
    public IReadOnlyCollection<long> SnapshotSteps { get; init; } = [];

    /// <summary>
    /// Receives a copy of the model after each of <see cref="SnapshotSteps"/>, which the receiver disposes. A resumed
    /// run does not repeat snapshots of earlier steps. Default: none.
    /// </summary>
    public Action<long, LanguageModelTransformer>? Snapshot { get; init; }

    /// <summary>Receives progress. Default: none; messages go to <c>MLContext.Log</c> in any case.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Stops training within a step; the last checkpoint is kept. Default: never.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>How the trained model scores documents. Default: the columns and batch size of the defaults.</summary>
    public LanguageModelScoringOptions Scoring { get; init; } = new();

    internal int ResolveBlockLength(NetworkConfiguration network) =>
        InRange(nameof(BlockLength), BlockLength ?? network.ContextLength, 2, network.ContextLength);

    internal int ResolveBosToken(NetworkConfiguration network) =>
        InRange(nameof(BosToken), BosToken ?? network.VocabularySize - 1, 0, network.VocabularySize - 1);

    internal int ResolvePadToken(NetworkConfiguration network) =>
        InRange(nameof(PadToken), PadToken ?? network.VocabularySize - 2, 0, network.VocabularySize - 1);

    private static int InRange(string field, int value, int low, int high) =>
        value >= low && value <= high
            ? value
            : throw new InputException($"{field} is {value}; this network allows {low} to {high}");
}
