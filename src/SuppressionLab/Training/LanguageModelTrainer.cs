using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;

namespace SuppressionLab.Training;

/// <summary>
/// What all trainers of language models share: checks, seeds, blocks, the loop, messages. A trainer says only which network
/// it starts from, what it reads and which objective it minimises.
/// </summary>
public abstract class LanguageModelTrainer : IEstimator<LanguageModelTransformer>
{
    private readonly string _name;
    private readonly string _stream;

    /// <summary>Creates a trainer.</summary>
    /// <param name="environment">The context.</param>
    /// <param name="options">The options.</param>
    /// <param name="name">The trainer's name in messages.</param>
    /// <param name="stream">The name of its random streams below the seed.</param>
    private protected LanguageModelTrainer(
        IHostEnvironment environment, LanguageModelTrainerOptions options, string name, string stream)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(options);
        options.Training.Validate();
        Host = environment.Register(name);
        Options = options;
        _name = name;
        _stream = stream;
    }

    /// <summary>The trainer's host.</summary>
    private protected IHost Host { get; }

    /// <summary>The options that all trainers have.</summary>
    private protected LanguageModelTrainerOptions Options { get; }

    /// <summary>The shape of the network that will be trained.</summary>
    private protected abstract NetworkConfiguration Network { get; }

    /// <summary>The columns that the trainer reads.</summary>
    private protected virtual IReadOnlyList<RequiredColumn> Required => [Tokens];

    /// <summary>The column that the trained model scores unless told otherwise.</summary>
    private protected virtual string ScoredColumnName => Options.TokensColumnName;

    /// <summary>The column of documents.</summary>
    private protected RequiredColumn Tokens => RequiredColumn.Int32Vector(_name, Options.TokensColumnName);

    /// <summary>Trains; the data are read once, into memory.</summary>
    /// <param name="input">Documents, symbols without BOS or padding, or what else the trainer's options say.</param>
    /// <returns>The trained model, which the caller disposes.</returns>
    /// <exception cref="InputException">A column is missing or of another type, or a token is out of range.</exception>
    /// <exception cref="NonFiniteLossException">The loss is not finite; the last good checkpoint is kept.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled; the last checkpoint is kept.</exception>
    public LanguageModelTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        foreach (var column in Required)
        {
            column.Find(input.Schema);
        }
        if (Options.EvaluationDocuments is { } evaluation)
        {
            Tokens.Find(evaluation.Schema);
        }
        ScoringOptions().Validate(Network.VocabularySize);
        using var channel = Host.Start("Training");
        try
        {
            return Fit(channel, input);
        }
        catch (OperationCanceledException error)
        {
            Say(channel, error.Message);
            throw;
        }
    }

    private LanguageModelTransformer Fit(IChannel channel, IDataView input)
    {
        var seed = Seeds.Resolve(Options.Seed, Host);
        var key = RandomKey.FromSeed(seed).Derive(_stream);
        using var data = Open(input, key);
        var network = CreateNetwork(key);
        try
        {
            var result = Train(channel, network, data, seed);
            network.Merge();
            return LanguageModelTransformer.FromNetwork(network, ScoringOptions(), result);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (var column in Required)
        {
            column.Check(inputSchema);
        }
        ScoringOptions().Validate(Network.VocabularySize);
        return LanguageModelMapping.SignatureOf(ScoringOptions()).OutputShape(inputSchema);
    }

    /// <summary>The network to start from, which the run owns.</summary>
    private protected abstract LanguageModelNetwork CreateNetwork(RandomKey key);

    /// <summary>Reads the data and makes the objective. Called once a run, when all columns have been found.</summary>
    /// <param name="input">The data.</param>
    /// <param name="key">The trainer's stream; batches have the stream <c>batches</c> below it.</param>
    private protected virtual TrainingRun Open(IDataView input, RandomKey key)
    {
        var blocks = ReadBlocks(input);
        return new TrainingRun(
            new ShuffledBlocks(blocks, BatchesOf(key)), new NextTokenObjective(), $"{blocks.Count} blocks of {blocks.Length} tokens");
    }

    /// <summary>The stream of the batches.</summary>
    private protected static RandomKey BatchesOf(RandomKey key) => key.Derive("batches");

    /// <summary>The trained model scores the column that it was trained on, with the same BOS, unless told otherwise.</summary>
    private LanguageModelScoringOptions ScoringOptions() => Options.Scoring with
    {
        BosToken = Options.Scoring.BosToken ?? Options.ResolveBosToken(Network),
        TokensColumnName = Options.Scoring.TokensColumnName == ColumnNames.Tokens
            ? ScoredColumnName
            : Options.Scoring.TokensColumnName,
    };

    private TrainingResult Train(
        IChannel channel, LanguageModelNetwork network, TrainingRun data, ulong seed)
    {
        // Dropout is the only draw inside a step; unless it has a seed of its own it follows the trainer's.
        var training = Options.Training.Seed == 0 ? Options.Training with { Seed = seed } : Options.Training;
        var loop = new TrainingLoop(network, data.Objective, data.Batches, training)
        {
            CheckpointFolder = Options.CheckpointFolder,
            Evaluation = CreateEvaluation(network),
            Progress = Options.Progress,
            ObservedSteps = Options.SnapshotSteps,
            Observer = Options.Snapshot is { } snapshot
                ? step => snapshot(step, LanguageModelTransformer.FromNetwork(network.MergedClone(), ScoringOptions()))
                : null,
        };
        Say(channel, string.Create(
            CultureInfo.InvariantCulture,
            $"{Parameters(network)}, {data.Description}, {training.Steps} steps, seed {seed}"));
        var result = loop.Run(Options.CancellationToken);
        Say(channel, string.Create(
            CultureInfo.InvariantCulture, $"done after {result.Steps} steps, {data.Objective.Name} loss {result.FinalLoss:F4}"));
        return result;
    }

    private static string Parameters(LanguageModelNetwork network) =>
        network.Adapter is null
            ? $"{network.Configuration.ParameterCount} parameters"
            : $"{network.Trained.Count} parameters of an adapter to {network.Configuration.ParameterCount}";

    /// <summary>The next-token loss on the evaluation documents, whatever the trainer minimises.</summary>
    private Func<double>? CreateEvaluation(LanguageModelNetwork network)
    {
        if (Options.EvaluationDocuments is not { } documents)
        {
            return null;
        }
        var blocks = ReadBlocks(documents);
        return () => EvaluationLoss.Of(network, blocks);
    }

    private TokenBlocks ReadBlocks(IDataView view) => ToBlocks(ReadDocuments(view));

    /// <summary>Documents in blocks, each behind a BOS.</summary>
    private protected TokenBlocks ToBlocks(IEnumerable<int[]> documents) => TokenBlocks.FromDocuments(
        documents, Options.ResolveBlockLength(Network), Options.ResolveBosToken(Network), Options.ResolvePadToken(Network));

    private IEnumerable<int[]> ReadDocuments(IDataView view)
    {
        var column = Tokens.Find(view.Schema);
        using var cursor = view.GetRowCursor([column]);
        var read = SymbolsOf(cursor, column);
        while (cursor.MoveNext())
        {
            yield return read();
        }
    }

    /// <summary>Reads a column of symbols and checks them.</summary>
    /// <exception cref="InputException">A token is outside the vocabulary, or BOS or PAD; the message names column and row.</exception>
    private protected Func<int[]> SymbolsOf(DataViewRow row, DataViewSchema.Column column)
    {
        var (bos, pad) = (Options.ResolveBosToken(Network), Options.ResolvePadToken(Network));
        var read = RowReaders.Vector<int>(row, column);
        return () =>
        {
            var symbols = read();
            TokenChecks.CheckRange(symbols, Network.VocabularySize, column.Name, row.Position);
            if (symbols.AsSpan().ContainsAny(bos, pad))
            {
                throw new InputException(
                    $"column '{column.Name}', row {row.Position}: it must not hold BOS ({bos}) or PAD ({pad}); the trainer adds them");
            }
            return symbols;
        };
    }

    private void Say(IChannel channel, string message) =>
        channel.Info(MessageSensitivity.None, $"{_name}: {message}");
}
