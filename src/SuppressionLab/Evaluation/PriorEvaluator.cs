using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.PriorEstimation;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;

namespace SuppressionLab.Evaluation;

/// <summary>Reads documents from a view and estimates the prior that they follow.</summary>
internal static class PriorEvaluator
{
    private const string Owner = "EstimatePrior";

    public static DocumentPrior Evaluate(IDataView documents, HmmMixture mixture, DocumentPriorOptions? options, ulong seed)
    {
        var column = RequiredColumn.Int32Vector(Owner, ColumnNames.Tokens).Find(documents.Schema);
        using var cursor = documents.GetRowCursor([column]);
        var tokens = RowReaders.Vector<int>(cursor, column);
        var rows = new List<int[]>();
        while (cursor.MoveNext())
        {
            var row = tokens();
            TokenChecks.CheckRange(row, mixture.VocabularySize, column.Name, cursor.Position);
            rows.Add([.. row]);
        }
        return DocumentPrior.Estimate(rows, mixture, RandomKey.FromSeed(seed).Derive("reference-documents"), options);
    }
}
