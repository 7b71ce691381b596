using Microsoft.ML;
using SuppressionLab.Attacks;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Vocabularies;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Data;

/// <summary>Views of documents whose symbols are drawn alike and apart from each other.</summary>
internal static class UnrelatedDocumentViews
{
    public static IDataView Generate(HmmMixture mixture, UnrelatedDocumentOptions options, ulong seed)
    {
        options.Validate();
        var key = RandomKey.FromSeed(seed).Derive(options.Stream);
        return new GeneratedDataView<Document>(
            options.Count, i => Draw(key.Derive(i).Open(), options.Length - 1, mixture.VocabularySize),
            DocumentViews.Columns(TokenNames.Of(mixture)));
    }

    private static Document Draw(RandomStream stream, int length, int symbols)
    {
        var tokens = new int[length];
        for (var i = 0; i < length; i++)
        {
            tokens[i] = stream.NextInt32(symbols);
        }
        return new Document(tokens);
    }
}
