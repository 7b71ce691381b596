using Microsoft.ML.Runtime;
using SuppressionLab.Interop.Persistence;
using SuppressionLab.LanguageModels.Native;
using SuppressionLab.Mapping;

namespace SuppressionLab.Scoring;

/// <summary>
/// Adds a language model's probability of each label of an in-context prompt (<c>LabelProbability</c>, vector of
/// Single) and whether the label is its most probable token (<c>LabelCorrect</c>, vector of Boolean), one item a scored
/// position. All positions of a prompt come from one forward pass; nothing runs unless a column is read.
/// </summary>
public sealed class LabelProbabilityTransformer
    : NetworkTransformer<LabelProbabilityTransformer>, IPersistentTransformer<LabelProbabilityTransformer>
{
    internal LabelProbabilityTransformer(SharedNetwork.Lease lease, LabelProbabilityOptions options)
        : base(lease)
    {
        Options = options;
    }

    /// <inheritdoc/>
    public static ModelFormat ModelFormat { get; } = new("SLABLABL", 1, 1);

    /// <summary>The columns read and added.</summary>
    public LabelProbabilityOptions Options { get; }

    private protected override IRowMapping Mapping => new LabelProbabilityMapping(Shared, Options);

    /// <inheritdoc/>
    protected override void Save(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Fields.Write(Options.TokensColumnName);
        writer.Fields.Write(Options.PositionsColumnName);
        writer.Fields.Write(Options.LabelsColumnName);
        writer.Fields.Write(Options.ProbabilityColumnName);
        writer.Fields.Write(Options.CorrectColumnName);
        writer.Fields.Write(Options.BatchSize);
        WriteNetwork(writer);
    }

    static void IPersistentTransformer<LabelProbabilityTransformer>.StartUp() => TorchRuntime.EnsureLoaded();

    static LabelProbabilityTransformer IPersistentTransformer<LabelProbabilityTransformer>.Load(
        IHostEnvironment environment, ModelReader reader)
    {
        var options = new LabelProbabilityOptions
        {
            TokensColumnName = reader.Fields.ReadString(),
            PositionsColumnName = reader.Fields.ReadString(),
            LabelsColumnName = reader.Fields.ReadString(),
            ProbabilityColumnName = reader.Fields.ReadString(),
            CorrectColumnName = reader.Fields.ReadString(),
            BatchSize = reader.Fields.ReadInt32(),
        };
        SavedOptions.Validate(ModelFormat, options.Validate);
        return new LabelProbabilityTransformer(ReadNetwork(environment, reader), options);
    }
}
