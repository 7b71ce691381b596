using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;
using SuppressionLab.Columns;
using SuppressionLab.Data;
using SuppressionLab.Mapping;

namespace SuppressionLab.Attacks;

/// <summary>
/// Multinomial logistic regression on standardised features: ML.NET's <c>LbfgsMaximumEntropy</c> on one thread. L-BFGS draws
/// nothing at random and its loss is convex, so the same rows give the same bits and its minimum is the loss's own; SDCA
/// visits rows in a random order and stops on the way.
/// </summary>
internal static class LinearClassifier
{
    private const string Label = "Label";
    private const string Predicted = "PredictedLabel";
    private const string Read = "PredictedComponent";

    /// <summary>Fits on some rows and predicts the components of others.</summary>
    /// <param name="features">[row][feature].</param>
    /// <param name="components">[row].</param>
    /// <param name="unknown">[row][feature] to predict.</param>
    /// <param name="l2Regularization">The weight of the squared weights.</param>
    public static int[] Predict(float[][] features, int[] components, float[][] unknown, float l2Regularization)
    {
        // A context of its own: what it draws, logs or caches is nobody else's.
        var ml = new MLContext(seed: 0);
        var trainer = new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            L1Regularization = 0,
            L2Regularization = l2Regularization,
            NumberOfThreads = 1,
        };
        var pipeline = ml.Transforms.Conversion.MapValueToKey(
                Label, ColumnNames.Component, keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(ml.Transforms.NormalizeMeanVariance(ColumnNames.Features, fixZero: false))
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(trainer))
            .Append(ml.Transforms.Conversion.MapKeyToValue(Read, Predicted));
        using var fitted = pipeline.Fit(View(features, components));
        return Verdicts(fitted.Transform(View(unknown, new int[unknown.Length])));
    }

    private static IDataView View(float[][] features, int[] components) => new GeneratedDataView<Example>(
        features.Length,
        i => new Example(features[i], components[i]),
        [
            new VectorColumn<Example, float>(ColumnNames.Features, NumberDataViewType.Single, e => e.Features, features[0].Length),
            new ScalarColumn<Example, int>(ColumnNames.Component, NumberDataViewType.Int32, e => e.Component),
        ]);

    private static int[] Verdicts(IDataView view)
    {
        using var cursor = view.GetRowCursor([view.Schema[Read]]);
        var read = RowReaders.Scalar<int>(cursor, view.Schema[Read]);
        var verdicts = new List<int>();
        while (cursor.MoveNext())
        {
            verdicts.Add(read());
        }
        return [.. verdicts];
    }

    private sealed record Example(float[] Features, int Component);
}
