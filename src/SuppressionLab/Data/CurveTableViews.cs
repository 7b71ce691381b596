using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Mapping;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Data;

/// <summary>A curve table as a view: one column a field of <see cref="CurvePoint"/>, under the field's name.</summary>
internal static class CurveTableViews
{
    private static readonly RowColumn<CurvePoint>[] Columns =
    [
        Text(nameof(CurvePoint.Model), p => p.Model),
        Text(nameof(CurvePoint.Method), p => p.Method),
        Number(nameof(CurvePoint.Amount), p => p.Amount),
        Text(nameof(CurvePoint.AmountUnit), p => p.AmountUnit),
        Long(nameof(CurvePoint.Step), p => p.Step),
        Long(nameof(CurvePoint.Seed), p => p.Seed),
        Integer(ColumnNames.K, p => p.K),
        Integer(ColumnNames.Component, p => p.Component),
        Integer(ColumnNames.Shots, p => p.Shots),
        Number(ColumnNames.Probability, p => p.Probability),
        Number(nameof(CurvePoint.ProbabilityStandardError), p => p.ProbabilityStandardError),
        Number(nameof(CurvePoint.MeanNll), p => p.MeanNll),
        Number(nameof(CurvePoint.Accuracy), p => p.Accuracy),
        Long(nameof(CurvePoint.Count), p => p.Count),
        Number(ColumnNames.DocumentLearnerProbability, p => p.DocumentLearnerProbability),
        Number(ColumnNames.PromptLearnerProbability, p => p.PromptLearnerProbability),
    ];

    public static IDataView FromMemory(IReadOnlyList<CurvePoint> points) =>
        points.Count > 0
            ? new GeneratedDataView<CurvePoint>(points.Count, i => points[i], Columns)
            : throw new InputException("the curve table has no points; at least 1 is needed");

    private static RowColumn<CurvePoint> Text(string name, Func<CurvePoint, string> read) =>
        new ScalarColumn<CurvePoint, ReadOnlyMemory<char>>(name, TextDataViewType.Instance, p => read(p).AsMemory());

    private static RowColumn<CurvePoint> Number(string name, Func<CurvePoint, double> read) =>
        new ScalarColumn<CurvePoint, double>(name, NumberDataViewType.Double, read);

    private static RowColumn<CurvePoint> Long(string name, Func<CurvePoint, long> read) =>
        new ScalarColumn<CurvePoint, long>(name, NumberDataViewType.Int64, read);

    private static RowColumn<CurvePoint> Integer(string name, Func<CurvePoint, int> read) =>
        new ScalarColumn<CurvePoint, int>(name, NumberDataViewType.Int32, read);
}
