using Microsoft.ML.Runtime;
using SuppressionLab.Interop.Persistence;
using SuppressionLab.LanguageModels.Native;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.LanguageModels.Weights;
using SuppressionLab.Mapping;

namespace SuppressionLab.Scoring;

/// <summary>
/// A language model as an ML.NET transformer: adds <c>TokenLogProbabilities</c>, ln p of each token of a document
/// given the BOS and the tokens before it, in nats (as many items as the document has tokens). Computed in batches and
/// only where the column is read. Saved with its weights by <c>ml.Model.Save</c>.
/// </summary>
/// <remarks>A document has at most as many tokens as the network's context.</remarks>
public sealed class LanguageModelTransformer
    : NetworkTransformer<LanguageModelTransformer>, IPersistentTransformer<LanguageModelTransformer>
{
    private LanguageModelTransformer(
        SharedNetwork.Lease lease, LanguageModelScoringOptions options, TrainingResult? training)
        : base(lease)
    {
        Options = options;
        Training = training;
    }

    /// <inheritdoc/>
    public static ModelFormat ModelFormat { get; } = new("SLABLANG", 1, 1);

    /// <summary>How documents are read and scored.</summary>
    public LanguageModelScoringOptions Options { get; }

    /// <summary>The token put before each document.</summary>
    public int BosToken => Options.BosToken ?? Configuration.VocabularySize - 1;

    /// <summary>How training went; null if the model was loaded.</summary>
    public TrainingResult? Training { get; }

    private protected override IRowMapping Mapping => new LanguageModelMapping(Shared, Options, BosToken);

    /// <summary>Makes a transformer of a network and takes it over.</summary>
    /// <param name="network">The network; the transformer disposes it.</param>
    /// <param name="options">How to score; null for the defaults.</param>
    /// <param name="training">How training went, if it is known.</param>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range.</exception>
    public static LanguageModelTransformer FromNetwork(
        LanguageModelNetwork network, LanguageModelScoringOptions? options = null, TrainingResult? training = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= new LanguageModelScoringOptions();
        options.Validate(network.Configuration.VocabularySize);
        return new(new SharedNetwork(network).Open(), options, training);
    }

    /// <summary>Another transformer over the same weights, with other columns or another batch size.</summary>
    /// <exception cref="ObjectDisposedException">This transformer has been disposed.</exception>
    public LanguageModelTransformer With(LanguageModelScoringOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(Configuration.VocabularySize);
        return new(ShareNetwork(), options, Training);
    }

    /// <summary>Writes the weights as a folder in Hugging Face's layout, whole or not at all.</summary>
    /// <param name="folder">The folder; an older one is replaced.</param>
    public void SaveCheckpoint(string folder)
    {
        using var lease = ShareNetwork();
        Checkpoint.Save(lease.Network, folder);
    }

    /// <summary>A network of its own with the same values, for training on.</summary>
    public LanguageModelNetwork CopyNetwork()
    {
        using var lease = ShareNetwork();
        return lease.Network.Clone();
    }

    /// <inheritdoc/>
    protected override void Save(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Fields.Write(Options.TokensColumnName);
        writer.Fields.Write(Options.OutputColumnName);
        writer.Fields.Write(BosToken);
        writer.Fields.Write(Options.BatchSize);
        WriteNetwork(writer);
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
        var lease = ReadNetwork(environment, reader);
        SavedOptions.Validate(ModelFormat, () => options.Validate(lease.Configuration.VocabularySize));
        return new LanguageModelTransformer(lease, options, training: null);
    }
}
