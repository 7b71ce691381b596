using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Vocabularies;
using SuppressionLab.Mapping;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Data;

/// <summary>
/// Views of documents: <c>Tokens</c> (symbols without BOS or padding) and <c>Component</c> (−1 if unknown).
/// </summary>
internal static class DocumentViews
{
    public static IDataView Generate(HmmMixture mixture, DocumentViewOptions options, ulong seed)
    {
        options.Validate();
        var key = RandomKey.FromSeed(seed).Derive(options.Stream);
        var symbols = options.Length - 1;
        var sampler = options.Weights is null
            ? new DocumentSampler(mixture, symbols, key)
            : DocumentSampler.ForComponents(mixture, symbols, key, Normalised(options.Weights));
        return new GeneratedDataView<Document>(options.Count, i => sampler.Sample(i), Columns(TokenNames.Of(mixture)));
    }

    public static IDataView FromMemory(IReadOnlyList<Document> documents, IReadOnlyList<string>? tokenNames) =>
        documents.Count > 0
            ? new GeneratedDataView<Document>(documents.Count, i => documents[i], Columns(tokenNames))
            : throw new InputException("there are no documents; at least 1 is needed");

    internal static RowColumn<Document>[] Columns(IReadOnlyList<string>? tokenNames) =>
    [
        TokenColumn.Create<Document>(ColumnNames.Tokens, d => d.Tokens, tokenNames),
        new ScalarColumn<Document, int>(ColumnNames.Component, NumberDataViewType.Int32, d => d.Component ?? -1),
    ];

    private static double[] Normalised(IReadOnlyList<double> weights)
    {
        var sum = weights.Sum();
        return weights.All(w => w >= 0) && double.IsFinite(sum) && sum > 0
            ? [.. weights.Select(w => w / sum)]
            : throw new InputException(
                $"Weights are {string.Join(", ", weights)}; finite numbers of at least 0, not all 0, are allowed");
    }
}
