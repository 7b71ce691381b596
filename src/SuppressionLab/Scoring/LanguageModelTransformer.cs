using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using SuppressionLab.Interop.Persistence;
using SuppressionLab.LanguageModels.Native;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.LanguageModels.Weights;

namespace SuppressionLab.Scoring;

/// <summary>
/// A language model as an ML.NET transformer: adds <c>TokenLogProbabilities</c>, ln p of each token of a document
/// given the BOS and the tokens before it, in nats (as many items as the document has tokens). Computed in batches and
/// only where the column is read. Saved with its weights by <c>ml.Model.Save</c>.
/// </summary>
/// <remarks>
/// Transformers, cursors and prediction engines share the weights; they are freed when the last one is disposed.
/// Reading is safe from several threads. A document has at most as many tokens as the network's context.
/// </remarks>
public sealed class LanguageModelTransformer
    : PersistentTransformer<LanguageModelTransformer>, IPersistentTransformer<LanguageModelTransformer>, IDisposable
{
    private const string WeightsEntry = "Weights.safetensors";

    private readonly SharedNetwork.Lease _lease;

    private LanguageModelTransformer(
        SharedNetwork.Lease lease, LanguageModelScoringOptions options, TrainingResult? training)
    {
        options.Validate(lease.Network.Configuration.VocabularySize);
        _lease = lease;
        Options = options;
        Training = training;
    }

    /// <inheritdoc/>
    public static ModelFormat ModelFormat { get; } = new("SLABLANG", 1, 0);

    /// <summary>How documents are read and scored.</summary>
    public LanguageModelScoringOptions Options { get; }

    /// <summary>The network's shape.</summary>
    public NetworkConfiguration Configuration => _lease.Owner.Configuration;

    /// <summary>The token put before each document.</summary>
    public int BosToken => Options.BosToken ?? Configuration.VocabularySize - 1;

    /// <summary>How training went; null if the model was loaded.</summary>
    public TrainingResult? Training { get; }

    /// <inheritdoc/>
    public override bool IsRowToRowMapper => true;

    internal SharedNetwork.Lease Lease => _lease;

    /// <summary>Makes a transformer of a network and takes it over.</summary>
    /// <param name="network">The network; the transformer disposes it.</param>
    /// <param name="options">How to score; null for the defaults.</param>
    /// <param name="training">How training went, if it is known.</param>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range.</exception>
    public static LanguageModelTransformer FromNetwork(
        LanguageModelNetwork network, LanguageModelScoringOptions? options = null, TrainingResult? training = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new(new SharedNetwork(network).Open(), options ?? new LanguageModelScoringOptions(), training);
    }

    /// <summary>Another transformer over the same weights, with other columns or another batch size.</summary>
    /// <exception cref="ObjectDisposedException">This transformer has been disposed.</exception>
    public LanguageModelTransformer With(LanguageModelScoringOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(_lease.Share(), options, Training);
    }

    /// <summary>Writes the weights as a folder in Hugging Face's layout, whole or not at all.</summary>
    /// <param name="folder">The folder; an older one is replaced.</param>
    public void SaveCheckpoint(string folder) => Checkpoint.Save(_lease.Network, folder);

    /// <summary>A network of its own with the same values, for training on.</summary>
    public LanguageModelNetwork CopyNetwork() => _lease.Network.Clone();

    /// <inheritdoc/>
    public override DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <inheritdoc/>
    public override IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    /// <inheritdoc/>
    public override IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Bind(input.Schema).Apply(input);
    }

    /// <summary>Lets go of the weights.</summary>
    public void Dispose() => _lease.Dispose();

    /// <inheritdoc/>
    protected override void Save(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Fields.Write(Options.TokensColumnName);
        writer.Fields.Write(Options.OutputColumnName);
        writer.Fields.Write(BosToken);
        writer.Fields.Write(Options.BatchSize);
        WriteNetwork(writer, _lease);
    }

    static void IPersistentTransformer<LanguageModelTransformer>.StartUp() => TorchRuntime.EnsureLoaded();

    static LanguageModelTransformer IPersistentTransformer<LanguageModelTransformer>.Load(
        IHostEnvironment environment, ModelReader reader)
    {
        var options = new LanguageModelScoringOptions
        {
            TokensColumnName = reader.Fields.ReadString(),
            OutputColumnName = reader.Fields.ReadString(),
            BosToken = reader.Fields.ReadInt32(),
            BatchSize = reader.Fields.ReadInt32(),
        };
        return FromNetwork(ReadNetwork(environment, reader), options);
    }

    internal static void WriteNetwork(ModelWriter writer, SharedNetwork.Lease lease) =>
        writer.WriteStream(WeightsEntry, stream => Checkpoint.Save(lease.Network, stream));

    internal static LanguageModelNetwork ReadNetwork(IHostEnvironment environment, ModelReader reader)
    {
        var device = Devices.Of(environment);
        return reader.ReadStream(WeightsEntry, stream => Checkpoint.Load(stream, $"model file, {WeightsEntry}", device));
    }

    private LanguageModelMapper Bind(DataViewSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new LanguageModelMapper(schema, _lease.Owner, Options, BosToken);
    }
}
