using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Mapping;

namespace SuppressionLab.Scoring;

/// <summary>Computes the log-probabilities of a document's tokens.</summary>
internal sealed class LanguageModelMapper : BatchedMapper<int[], float[]>
{
    private readonly SharedNetwork _network;
    private readonly LanguageModelScoringOptions _options;
    private readonly int _bosToken;

    public LanguageModelMapper(
        DataViewSchema schema, SharedNetwork network, LanguageModelScoringOptions options, int bosToken)
        : base(
            schema,
            [RequiredColumn.Int32Vector(nameof(LanguageModelTransformer), options.TokensColumnName).Find(schema)],
            [new VectorColumn<float[], float>(options.OutputColumnName, NumberDataViewType.Single, values => values)])
    {
        _network = network;
        _options = options;
        _bosToken = bosToken;
    }

    public override int BatchSize => _options.BatchSize;

    public override Func<int[]> CreateReader(DataViewRow row)
    {
        var tokens = RowReaders.Vector<int>(row, Inputs[0]);
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

    public override IBatchScorer<int[], float[]> OpenScorer() => new Scorer(_network.Open(), BatchSize);

    private sealed class Scorer(SharedNetwork.Lease lease, int batchSize) : IBatchScorer<int[], float[]>
    {
        private readonly NetworkScorer _scorer = new(lease.Network, batchSize);

        public float[][] Score(IReadOnlyList<int[]> rows) => _scorer.TokenLogProbabilities(rows);

        public void Dispose() => lease.Dispose();
    }
}
