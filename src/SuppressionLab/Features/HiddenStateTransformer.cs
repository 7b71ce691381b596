using Microsoft.ML.Runtime;
using SuppressionLab.Interop.Persistence;
using SuppressionLab.LanguageModels.Native;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Mapping;
using SuppressionLab.Scoring;

namespace SuppressionLab.Features;

/// <summary>
/// Adds a row's hidden states of one layer, pooled to one vector (<c>Features</c>, vector of Single, as long as the
/// network is wide). Rows may differ in length; nothing runs unless the column is read.
/// </summary>
/// <remarks>
/// A row has at most as many tokens as the network's context, less one where a BOS is prepended. To see whether a model
/// still tells components apart, append any multiclass trainer of ML.NET and predict <c>Component</c> from
/// <c>Features</c> (Alain and Bengio 2017, linear classifier probes), before and after suppression.
/// </remarks>
public sealed class HiddenStateTransformer
    : NetworkTransformer<HiddenStateTransformer>, IPersistentTransformer<HiddenStateTransformer>
{
    internal HiddenStateTransformer(SharedNetwork.Lease lease, HiddenStateOptions options)
        : base(lease)
    {
        Options = options;
    }

    /// <inheritdoc/>
    public static ModelFormat ModelFormat { get; } = new("SLABHIDD", 1, 1);

    /// <summary>Which states are read and how they are pooled, every default filled in.</summary>
    public HiddenStateOptions Options { get; }

    private protected override IRowMapping Mapping => new HiddenStateMapping(Shared, Options);

    /// <inheritdoc/>
    protected override void Save(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Fields.Write(Options.TokensColumnName);
        writer.Fields.Write(Options.OutputColumnName);
        writer.Fields.Write(Options.Layer!.Value);
        writer.Fields.Write((int)Options.Pooling);
        writer.Fields.Write(Options.PrependBos);
        writer.Fields.Write(Options.BosToken!.Value);
        writer.Fields.Write(Options.BatchSize);
        WriteNetwork(writer);
    }

    static void IPersistentTransformer<HiddenStateTransformer>.StartUp() => TorchRuntime.EnsureLoaded();

    static HiddenStateTransformer IPersistentTransformer<HiddenStateTransformer>.Load(
        IHostEnvironment environment, ModelReader reader)
    {
        var options = new HiddenStateOptions
        {
            TokensColumnName = reader.Fields.ReadString(),
            OutputColumnName = reader.Fields.ReadString(),
            Layer = reader.Fields.ReadInt32(),
            Pooling = (StatePooling)reader.Fields.ReadInt32(),
            PrependBos = reader.Fields.ReadBoolean(),
            BosToken = reader.Fields.ReadInt32(),
            BatchSize = reader.Fields.ReadInt32(),
        };
        var lease = ReadNetwork(environment, reader);
        SavedOptions.Validate(ModelFormat, () => options.Validate(lease.Configuration));
        return new HiddenStateTransformer(lease, options);
    }
}
