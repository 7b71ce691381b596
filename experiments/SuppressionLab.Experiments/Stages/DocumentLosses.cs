using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Scoring;

namespace SuppressionLab.Experiments.Stages;

/// <summary>A model's loss on documents, one by one.</summary>
internal static class DocumentLosses
{
    /// <summary>The component and the mean loss of each document, nats a token.</summary>
    public static IReadOnlyList<(int Component, double Nll)> Of(
        MLContext ml, LanguageModelTransformer model, IReadOnlyList<Document> documents)
    {
        // Whatever it was trained on, it is scored on documents.
        using var scorer = model.With(new());
        var scored = scorer.Transform(ml.Suppression.Documents(documents));
        return
        [
            .. scored.GetColumn<float[]>(ColumnNames.TokenLogProbabilities)
                .Zip(documents, (values, document) => (document.Component ?? -1, -values.Average(p => (double)p))),
        ];
    }
}
