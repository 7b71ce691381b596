using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Mapping;

namespace SuppressionLab.Scoring;

/// <summary>Computes the log-probabilities of a document's tokens.</summary>
internal sealed class LanguageModelMapping : RowMapping<int[], float[]>
{
    private readonly SharedNetwork.Lease _network;
    private readonly LanguageModelScoringOptions _options;
    private readonly int _bosToken;

    public LanguageModelMapping(SharedNetwork.Lease network, LanguageModelScoringOptions options, int bosToken)
        : base(SignatureOf(options))
    {
        _network = network;
        _options = options;
        _bosToken = bosToken;
    }

    public override int BatchSize => _options.BatchSize;

    /// <summary>Reads tokens; adds their log-probabilities.</summary>
    public static RowSignature<float[]> SignatureOf(LanguageModelScoringOptions options) => new(
        [RequiredColumn.Int32Vector(nameof(LanguageModelTransformer), options.TokensColumnName)],
        [new VectorColumn<float[], float>(options.OutputColumnName, NumberDataViewType.Single, values => values)]);

    public override Func<int[]> CreateReader(DataViewRow row, IReadOnlyList<DataViewSchema.Column> inputs)
    {
        var tokens = RowReaders.Vector<int>(row, inputs[0]);
        var configuration = _network.Configuration;
        return () =>
        {
            var document = tokens();
            var name = _options.TokensColumnName;
            // The BOS takes a place, but the last token is only predicted and takes none.
            TokenChecks.CheckLength(document.Length, configuration.ContextLength, name, row.Position);
            TokenChecks.CheckRange(document, configuration.VocabularySize, name, row.Position);
            return [_bosToken, .. document];
        };
    }

    public override IBatchScorer<int[], float[]> OpenScorer() => new NetworkBatchScorer<int[], float[]>(
        _network.Open(), network => new NetworkScorer(network, BatchSize).TokenLogProbabilities);
}
