using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Data;
using SuppressionLab.LanguageModels.Sampling;
using SuppressionLab.Mapping;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;

namespace SuppressionLab.Sampling;

/// <summary>Views of documents that a language model wrote.</summary>
internal static class SampledDocumentViews
{
    /// <summary>A model knows how many tokens there are, but not what they are called.</summary>
    private static RowColumn<SampledSequence>[] Columns(int vocabularySize) =>
    [
        new VectorColumn<SampledSequence, int>(ColumnNames.Tokens, NumberDataViewType.Int32, s => s.Tokens)
        {
            Annotations = TokenAnnotations.Create(vocabularySize),
        },
        new ScalarColumn<SampledSequence, int>(ColumnNames.Component, NumberDataViewType.Int32, _ => -1),
        new ScalarColumn<SampledSequence, double>(
            ColumnNames.ExcludedProbability, NumberDataViewType.Double, s => s.ExcludedProbability),
    ];

    public static IDataView Sample(LanguageModelTransformer model, DocumentSamplingOptions options, ulong seed)
    {
        var vocabulary = model.Configuration.VocabularySize;
        options.Validate(vocabulary, model.Configuration.ContextLength);
        using var lease = model.ShareNetwork();
        var symbols = options.SymbolCount ?? Math.Max(1, vocabulary - 2);
        var documents = new NetworkSampler(lease.Network, options.BatchSize).Sample(
            model.BosToken,
            options.Length - 1,
            options.Count,
            RandomKey.FromSeed(seed).Derive(options.Stream),
            [.. Enumerable.Range(symbols, vocabulary - symbols)],
            options.CancellationToken);
        return new GeneratedDataView<SampledSequence>(documents.Length, i => documents[i], Columns(vocabulary));
    }
}
