using SuppressionLab.Experiments.Results.Tables.Columns;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>The in-context-learning curves.</summary>
internal sealed class CurvesTable : ResultTable<CurvesTable.Point>
{
    public override string Name => "curves";

    public override string Row => "one point of an in-context-learning curve: the mean over prompts of one component at one number of shots";

    protected override ColumnList<TableRow<Point>> Define(ColumnList<TableRow<Point>> columns) => columns
        .Model(row => row.Value.Curve.Model, row => row.Value.Curve.Method, row => row.Value.Curve.Amount, row => row.Value.Curve.AmountUnit)
        .Integer("step", "the optimiser step within the suppression, 0 for the pretrained network", row => row.Value.Curve.Step)
        .Flag("isFinal", "whether the amount was trained to its end (rather than an intermediate step)", row => row.Value.IsFinal)
        .Integer("k", "the example length", row => row.Value.Curve.K, "symbols")
        .Integer("component", "the mixture component of the prompts, from 0", row => row.Value.Curve.Component)
        .Flag("isSuppressed", "whether the plan suppresses that component", row => row.Value.IsSuppressed)
        .Integer("shots", "complete examples before the scored one, from 0", row => row.Value.Curve.Shots)
        .Number("probability", "the mean probability of the label, in [0, 1]", row => row.Value.Curve.Probability)
        .Number("probabilityStandardError", "its standard error over prompts", row => row.Value.Curve.ProbabilityStandardError,
            nullWhen: "there are fewer than two prompts")
        .Number("meanNll", "the mean of −ln p; infinite if a probability is 0", row => row.Value.Curve.MeanNll, "nats")
        .Number("accuracy", "the share of prompts whose label is the most probable token, in [0, 1]", row => row.Value.Curve.Accuracy,
            nullWhen: "it was not measured")
        .Integer("count", "the number of prompts", row => row.Value.Curve.Count)
        .Number("documentLearnerProbability", "the exact document learner's mean probability of the label",
            row => row.Value.Curve.DocumentLearnerProbability, nullWhen: "it was not computed")
        .Number("promptLearnerProbability", "the exact prompt learner's mean probability of the label",
            row => row.Value.Curve.PromptLearnerProbability, nullWhen: "it was not computed");

    protected override IEnumerable<TableRow<Point>> Rows(TableSource source) => source.Each(cell => cell.Curves)
        .SelectMany(pair => RowsOf(source, pair.Stage, Read(source, pair.Stage)
            .Select(point => new Point(point, pair.Stage.Model.IsFinal, pair.Cell.Suppressed.Contains(point.Component)))));

    private static IReadOnlyList<CurvePoint> Read(TableSource source, CurvesStage stage) =>
        CurveTable.Read(Path.Combine(source.Store.Open(stage), ScoredStage.CurvesFile));

    /// <summary>A row.</summary>
    /// <param name="Curve">The point.</param>
    /// <param name="IsFinal">Whether its model is at its amount's end.</param>
    /// <param name="IsSuppressed">Whether its component is suppressed.</param>
    internal sealed record Point(CurvePoint Curve, bool IsFinal, bool IsSuppressed);
}
