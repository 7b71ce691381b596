using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Scoring;

namespace SuppressionLab.Evaluation;

/// <summary>Compares a model's loss with an exact learner's, document by document.</summary>
internal static class RegretEvaluator
{
    private const string Owner = "EvaluateRegret";

    public static IReadOnlyList<ComponentRegret> Evaluate(
        LanguageModelTransformer model, IDataView documents, IExactLearner learner)
    {
        var tokensColumn = RequiredColumn.Int32Vector(Owner, model.Options.TokensColumnName).Find(documents.Schema);
        var componentColumn = RequiredColumn.Int32(Owner, ColumnNames.Component).Find(documents.Schema);
        var scored = model.Transform(documents);
        var output = scored.Schema[model.Options.OutputColumnName];
        using var cursor = scored.GetRowCursor(
            [scored.Schema[tokensColumn.Index], scored.Schema[componentColumn.Index], output]);
        var tokens = RowReaders.Vector<int>(cursor, scored.Schema[tokensColumn.Index]);
        var component = RowReaders.Scalar<int>(cursor, scored.Schema[componentColumn.Index]);
        var logProbabilities = RowReaders.Vector<float>(cursor, output);
        var losses = new List<DocumentLoss>();
        while (cursor.MoveNext())
        {
            var symbols = tokens();
            TokenChecks.CheckRange(symbols, learner.VocabularySize, tokensColumn.Name, cursor.Position);
            losses.Add(new DocumentLoss(
                component(), symbols.Length, -logProbabilities().Sum(p => (double)p), LearnerNll(learner, symbols)));
        }
        return losses.Count > 0 ? Summarise(losses) : throw new InputException($"{Owner}: there are no documents");
    }

    /// <summary>Groups documents by component.</summary>
    internal static IReadOnlyList<ComponentRegret> Summarise(IEnumerable<DocumentLoss> losses) =>
    [
        .. losses.GroupBy(l => l.Component).OrderBy(g => g.Key).Select(g => Summarise(g.Key, [.. g])),
    ];

    private static ComponentRegret Summarise(int component, DocumentLoss[] losses)
    {
        var tokens = losses.Sum(l => (long)l.Tokens);
        var (model, modelError) = Ratio(losses, l => l.ModelNll, tokens);
        if (!losses.All(l => double.IsFinite(l.LearnerNll)))
        {
            return new ComponentRegret(component, losses.Length, tokens, model, modelError, null, null, null);
        }
        var (learner, _) = Ratio(losses, l => l.LearnerNll, tokens);
        var (regret, error) = Ratio(losses, l => l.ModelNll - l.LearnerNll, tokens);
        return new ComponentRegret(component, losses.Length, tokens, model, modelError, learner, regret, error);
    }

    /// <summary>
    /// The ratio Σ loss / Σ tokens and its standard error by linearisation (Cochran 1977, section 2.11), which for
    /// documents of one length is the sample deviation of their means over √documents.
    /// </summary>
    private static (double Mean, double StandardError) Ratio(
        DocumentLoss[] losses, Func<DocumentLoss, double> loss, long tokens)
    {
        var mean = losses.Sum(loss) / tokens;
        var count = losses.Length;
        if (count < 2)
        {
            return (mean, double.NaN);
        }
        var squares = losses.Sum(l => Math.Pow(loss(l) - (mean * l.Tokens), 2));
        return (mean, Math.Sqrt(squares * count / (count - 1)) / tokens);
    }

    private static double LearnerNll(IExactLearner learner, int[] symbols)
    {
        var logProbabilities = new double[symbols.Length];
        learner.SymbolLogProbabilities(symbols, logProbabilities);
        var sum = 0.0;
        foreach (var value in logProbabilities)
        {
            // Once a prefix has no probability, what follows has none defined; the document as a whole has none.
            if (!double.IsFinite(value))
            {
                return double.PositiveInfinity;
            }
            sum -= value;
        }
        return sum;
    }

    /// <summary>Sums over one document, in nats.</summary>
    internal sealed record DocumentLoss(int Component, int Tokens, double ModelNll, double LearnerNll);
}
