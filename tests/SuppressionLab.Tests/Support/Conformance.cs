using Microsoft.ML;

namespace SuppressionLab.Tests.Support;

/// <summary>What every estimator of the catalog must do.</summary>
internal static class Conformance
{
    /// <summary>The promised shape is that of the transformer's schema and of the transformed view.</summary>
    public static void ShapesAgree<T>(IEstimator<T> estimator, IDataView input) where T : class, ITransformer
    {
        var promised = Shapes.Describe(estimator.GetOutputSchema(Shapes.Of(input.Schema)));
        var transformer = estimator.Fit(input);
        CollectionAssert.AreEqual(promised, Shapes.Describe(Shapes.Of(transformer.GetOutputSchema(input.Schema))));
        CollectionAssert.AreEqual(promised, Shapes.Describe(Shapes.Of(transformer.Transform(input).Schema)));
        (transformer as IDisposable)?.Dispose();
    }

    /// <summary>A column that is missing or of another type is refused by name, by shape, fit and transform alike.</summary>
    public static void RefusesColumn<T>(MLContext ml, IEstimator<T> estimator, IDataView input, string column)
        where T : class, ITransformer
    {
        var missing = ml.Transforms.DropColumns(column).Fit(input).Transform(input);
        var wrong = ml.Transforms.Conversion.ConvertType(column, column, Microsoft.ML.Data.DataKind.String).Fit(input).Transform(input);
        var transformer = estimator.Fit(input);
        foreach (var (view, reason) in new[] { (missing, "is missing"), (wrong, "it must be") })
        {
            foreach (var message in new[]
            {
                Views.Refusal(() => estimator.GetOutputSchema(Shapes.Of(view.Schema))),
                Views.Refusal(() => estimator.Fit(view)),
            })
            {
                StringAssert.Contains(message, $"'{column}'");
                StringAssert.Contains(message, reason);
            }
        }
        (transformer as IDisposable)?.Dispose();
    }
}
