using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Mapping;
using SuppressionLab.Scoring;

namespace SuppressionLab.Features;

/// <summary>Computes a row's pooled hidden states.</summary>
internal sealed class HiddenStateMapping : RowMapping<int[], float[]>
{
    private readonly SharedNetwork.Lease _network;
    private readonly HiddenStateOptions _options;

    /// <summary>Creates the mapping.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">Options with every default filled in.</param>
    public HiddenStateMapping(SharedNetwork.Lease network, HiddenStateOptions options)
        : base(SignatureOf(options, network.Configuration.Width))
    {
        _network = network;
        _options = options;
    }

    public override int BatchSize => _options.BatchSize;

    private int Prepended => _options.PrependBos ? 1 : 0;

    /// <summary>Reads tokens; adds as many values as the network is wide.</summary>
    public static RowSignature<float[]> SignatureOf(HiddenStateOptions options, int width) => new(
        [RequiredColumn.Int32Vector(nameof(HiddenStateTransformer), options.TokensColumnName)],
        [new VectorColumn<float[], float>(options.OutputColumnName, NumberDataViewType.Single, values => values, width)]);

    public override Func<int[]> CreateReader(DataViewRow row, IReadOnlyList<DataViewSchema.Column> inputs)
    {
        var tokens = RowReaders.Vector<int>(row, inputs[0]);
        var configuration = _network.Configuration;
        return () =>
        {
            var document = tokens();
            var name = _options.TokensColumnName;
            TokenChecks.CheckLength(document.Length, configuration.ContextLength - Prepended, name, row.Position);
            TokenChecks.CheckRange(document, configuration.VocabularySize, name, row.Position);
            return _options.PrependBos ? [_options.BosToken!.Value, .. document] : document;
        };
    }

    public override IBatchScorer<int[], float[]> OpenScorer() => new NetworkBatchScorer<int[], float[]>(
        _network.Open(),
        network => new HiddenStateExtractor(network, _options.Layer!.Value, _options.Pooling, BatchSize, Prepended).Extract);
}
