using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Mapping;
using SuppressionLab.Scoring;

namespace SuppressionLab.Posteriors;

/// <summary>Infers the component of a document.</summary>
internal sealed class ComponentPosteriorMapping : RowMapping<int[], ComponentPosterior>
{
    private readonly HmmMixture _mixture;
    private readonly ComponentPosteriorOptions _options;
    private readonly Lazy<DocumentLearner> _learner;

    public ComponentPosteriorMapping(HmmMixture mixture, ComponentPosteriorOptions options)
        : base(SignatureOf(mixture.Components.Count, options))
    {
        _mixture = mixture;
        _options = options;
        // Preparing the learner takes time and memory by the square of the number of states: not before a row is read.
        _learner = new Lazy<DocumentLearner>(() => new DocumentLearner(mixture, options.Smoothing));
    }

    public override int BatchSize => _options.BatchSize;

    /// <summary>Reads symbols; adds posterior, log-likelihoods and the most likely component.</summary>
    public static RowSignature<ComponentPosterior> SignatureOf(int components, ComponentPosteriorOptions options) => new(
        [RequiredColumn.Int32Vector(nameof(ComponentPosteriorTransformer), options.TokensColumnName)],
        [
            new VectorColumn<ComponentPosterior, double>(
                options.PosteriorColumnName, NumberDataViewType.Double, p => p.Posterior, components),
            new VectorColumn<ComponentPosterior, double>(
                options.LogLikelihoodColumnName, NumberDataViewType.Double, p => p.LogLikelihoods, components),
            new ScalarColumn<ComponentPosterior, int>(
                options.MostLikelyColumnName, NumberDataViewType.Int32, p => p.MostLikely),
        ]);

    public override Func<int[]> CreateReader(DataViewRow row, IReadOnlyList<DataViewSchema.Column> inputs)
    {
        var read = RowReaders.Vector<int>(row, inputs[0]);
        return () =>
        {
            var symbols = read();
            TokenChecks.CheckRange(symbols, _mixture.VocabularySize, _options.TokensColumnName, row.Position);
            return symbols;
        };
    }

    public override IBatchScorer<int[], ComponentPosterior> OpenScorer() => new Scorer(_learner);

    private sealed class Scorer(Lazy<DocumentLearner> learner)
        : IBatchScorer<int[], ComponentPosterior>
    {
        public ComponentPosterior[] Score(IReadOnlyList<int[]> rows)
        {
            var prepared = learner.Value;
            var posteriors = new ComponentPosterior[rows.Count];
            Parallel.For(0, rows.Count, i => posteriors[i] = prepared.Infer(rows[i]));
            return posteriors;
        }

        public void Dispose()
        {
        }
    }
}
