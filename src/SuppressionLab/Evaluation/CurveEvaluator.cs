using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Evaluation;

/// <summary>Reads label probabilities from a scored view of prompts and averages them by component, k and shots.</summary>
internal sealed class CurveEvaluator
{
    private const string Owner = "EvaluateCurves";

    private readonly List<PromptScore> _scores = [];
    private readonly CurveRunInfo _run;

    private CurveEvaluator(CurveRunInfo run) => _run = run;

    public static InContextCurves Evaluate(IDataView scored, CurveRunInfo run)
    {
        var evaluator = new CurveEvaluator(run);
        evaluator.Read(scored);
        return new InContextCurves(evaluator._scores, [.. CurveTable.FromScores(evaluator._scores)]);
    }

    private void Read(IDataView scored)
    {
        var schema = scored.Schema;
        var positions = RequiredColumn.Int32Vector(Owner, ColumnNames.ScoredPositions).Find(schema);
        var k = RequiredColumn.Int32(Owner, ColumnNames.K).Find(schema);
        var component = RequiredColumn.Int32(Owner, ColumnNames.Component).Find(schema);
        var prompt = RequiredColumn.Int32(Owner, ColumnNames.Prompt).Find(schema);
        var probability = new RequiredColumn(Owner, ColumnNames.LabelProbability, NumberDataViewType.Single, true).Find(schema);
        var correct = new RequiredColumn(Owner, ColumnNames.LabelCorrect, BooleanDataViewType.Instance, true).Find(schema);
        var documentLearner = Optional(schema, ColumnNames.DocumentLearnerProbability);
        var promptLearner = Optional(schema, ColumnNames.PromptLearnerProbability);

        var needed = new[] { positions, k, component, prompt, probability, correct }
            .Concat(new[] { documentLearner, promptLearner }.OfType<DataViewSchema.Column>());
        using var cursor = scored.GetRowCursor(needed);
        var row = new RowReader
        {
            Positions = RowReaders.Vector<int>(cursor, positions),
            K = RowReaders.Scalar<int>(cursor, k),
            Component = RowReaders.Scalar<int>(cursor, component),
            Prompt = RowReaders.Scalar<int>(cursor, prompt),
            Probability = RowReaders.Vector<float>(cursor, probability),
            Correct = RowReaders.Vector<bool>(cursor, correct),
            DocumentLearner = documentLearner is { } d ? RowReaders.Vector<double>(cursor, d) : null,
            PromptLearner = promptLearner is { } p ? RowReaders.Vector<double>(cursor, p) : null,
        };
        while (cursor.MoveNext())
        {
            Add(row, cursor.Position);
        }
    }

    private void Add(RowReader row, long position)
    {
        var (k, component, prompt) = (row.K(), row.Component(), row.Prompt());
        var positions = row.Positions();
        var probabilities = row.Probability();
        var correct = row.Correct();
        var documentLearner = row.DocumentLearner?.Invoke();
        var promptLearner = row.PromptLearner?.Invoke();
        foreach (var (name, length) in new (string, int?)[]
        {
            (ColumnNames.LabelProbability, probabilities.Length),
            (ColumnNames.LabelCorrect, correct.Length),
            (ColumnNames.DocumentLearnerProbability, documentLearner?.Length),
            (ColumnNames.PromptLearnerProbability, promptLearner?.Length),
        })
        {
            if (length is { } items && items != positions.Length)
            {
                throw new InputException(
                    $"{Owner}: row {position}: column '{name}' has {items} items and '{ColumnNames.ScoredPositions}' "
                    + $"{positions.Length}; they must be as many");
            }
        }
        for (var i = 0; i < positions.Length; i++)
        {
            _scores.Add(new PromptScore(
                _run.Model, _run.Method, _run.Amount, _run.AmountUnit, _run.Step, _run.Seed, k, component, prompt,
                Shots: positions[i] / (k + 1),
                probabilities[i],
                correct[i],
                documentLearner?[i] ?? double.NaN,
                promptLearner?[i] ?? double.NaN));
        }
    }

    private static DataViewSchema.Column? Optional(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) is null
            ? null
            : new RequiredColumn(Owner, name, NumberDataViewType.Double, true).Find(schema);

    private sealed class RowReader
    {
        public required Func<int[]> Positions { get; init; }

        public required Func<int> K { get; init; }

        public required Func<int> Component { get; init; }

        public required Func<int> Prompt { get; init; }

        public required Func<float[]> Probability { get; init; }

        public required Func<bool[]> Correct { get; init; }

        public required Func<double[]>? DocumentLearner { get; init; }

        public required Func<double[]>? PromptLearner { get; init; }
    }
}
