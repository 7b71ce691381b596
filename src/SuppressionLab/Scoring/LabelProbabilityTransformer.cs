using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using SuppressionLab.Interop.Persistence;
using SuppressionLab.LanguageModels.Native;

namespace SuppressionLab.Scoring;

/// <summary>
/// Adds a language model's probability of each label of an in-context prompt (<c>LabelProbability</c>, vector of
/// Single) and whether the label is its most probable token (<c>LabelCorrect</c>, vector of Boolean), one item a scored
/// position. All positions of a prompt come from one forward pass; nothing runs unless a column is read.
/// </summary>
public sealed class LabelProbabilityTransformer
    : PersistentTransformer<LabelProbabilityTransformer>, IPersistentTransformer<LabelProbabilityTransformer>, IDisposable
{
    private readonly SharedNetwork.Lease _lease;

    internal LabelProbabilityTransformer(SharedNetwork.Lease lease, LabelProbabilityOptions options)
    {
        options.Validate();
        _lease = lease;
        Options = options;
    }

    /// <inheritdoc/>
    public static ModelFormat ModelFormat { get; } = new("SLABLABL", 1, 0);

    /// <summary>The columns read and added.</summary>
    public LabelProbabilityOptions Options { get; }

    /// <inheritdoc/>
    public override bool IsRowToRowMapper => true;

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
        writer.Fields.Write(Options.PositionsColumnName);
        writer.Fields.Write(Options.LabelsColumnName);
        writer.Fields.Write(Options.ProbabilityColumnName);
        writer.Fields.Write(Options.CorrectColumnName);
        writer.Fields.Write(Options.BatchSize);
        LanguageModelTransformer.WriteNetwork(writer, _lease);
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
        var network = LanguageModelTransformer.ReadNetwork(environment, reader);
        return new LabelProbabilityTransformer(new SharedNetwork(network).Open(), options);
    }

    private LabelProbabilityMapper Bind(DataViewSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new LabelProbabilityMapper(schema, _lease.Owner, Options);
    }
}
