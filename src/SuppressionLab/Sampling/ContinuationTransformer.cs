using Microsoft.ML.Runtime;
using SuppressionLab.Interop.Persistence;
using SuppressionLab.LanguageModels.Native;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Mapping;
using SuppressionLab.Scoring;

namespace SuppressionLab.Sampling;

/// <summary>
/// Adds tokens that a language model draws after a row's own (<c>Continuation</c>, vector of Int32, as long as the
/// options say). Rows may differ in length; nothing is drawn unless the column is read.
/// </summary>
/// <remarks>
/// <para>
/// The random stream of a row is named by the seed, the stream's name and the row's position in the transform's input,
/// from 0: the draw is a pure function of (model, the row's tokens, seed, position), whatever the batch and whoever reads
/// it how often. The same row at another position is another draw, so that equal rows give independent continuations;
/// shuffling or filtering the input first changes what is drawn. A prediction engine's rows have the positions of its
/// calls.
/// </para>
/// <para>The draws of other batches agree but where a uniform number falls within 1e-6 of a boundary.</para>
/// </remarks>
public sealed class ContinuationTransformer
    : NetworkTransformer<ContinuationTransformer>, IPersistentTransformer<ContinuationTransformer>
{
    internal ContinuationTransformer(SharedNetwork.Lease lease, ContinuationOptions options)
        : base(lease)
    {
        Options = options;
    }

    /// <inheritdoc/>
    public static ModelFormat ModelFormat { get; } = new("SLABCONT", 1, 1);

    /// <summary>How rows are continued, every default filled in.</summary>
    public ContinuationOptions Options { get; }

    private protected override IRowMapping Mapping => new ContinuationMapping(Shared, Options);

    /// <inheritdoc/>
    protected override void Save(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Fields.Write(Options.Length);
        writer.Fields.Write(Options.Temperature);
        writer.Fields.Write(Options.Seed!.Value);
        writer.Fields.Write(Options.Stream);
        writer.Fields.Write(Options.TokensColumnName);
        writer.Fields.Write(Options.OutputColumnName);
        writer.Fields.Write(Options.PrependBos);
        writer.Fields.Write(Options.BosToken!.Value);
        writer.Fields.Write(Options.BatchSize);
        writer.Fields.Write(Options.ExcludedTokens!.Count);
        foreach (var token in Options.ExcludedTokens)
        {
            writer.Fields.Write(token);
        }
        WriteNetwork(writer);
    }

    static void IPersistentTransformer<ContinuationTransformer>.StartUp() => TorchRuntime.EnsureLoaded();

    static ContinuationTransformer IPersistentTransformer<ContinuationTransformer>.Load(
        IHostEnvironment environment, ModelReader reader)
    {
        var fields = reader.Fields;
        var options = new ContinuationOptions
        {
            Length = fields.ReadInt32(),
            Temperature = fields.ReadDouble(),
            Seed = fields.ReadUInt64(),
            Stream = fields.ReadString(),
            TokensColumnName = fields.ReadString(),
            OutputColumnName = fields.ReadString(),
            PrependBos = fields.ReadBoolean(),
            BosToken = fields.ReadInt32(),
            BatchSize = fields.ReadInt32(),
            ExcludedTokens = ReadExcluded(fields),
        };
        var lease = ReadNetwork(environment, reader);
        SavedOptions.Validate(ModelFormat, () => options.Validate(lease.Configuration));
        return new ContinuationTransformer(lease, options);
    }

    private static int[] ReadExcluded(BinaryReader fields)
    {
        var count = fields.ReadInt32();
        if (count < 0 || count >= NetworkConfiguration.MaximumSize)
        {
            throw new FormatException($"the model's options say {count} excluded tokens; 0 to {NetworkConfiguration.MaximumSize - 1} are allowed");
        }
        var tokens = new int[count];
        for (var i = 0; i < count; i++)
        {
            tokens[i] = fields.ReadInt32();
        }
        return tokens;
    }
}
