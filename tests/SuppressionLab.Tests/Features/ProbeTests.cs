using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.LightGbm;
using SuppressionLab.Columns;
using SuppressionLab.Data;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Features;

/// <summary>Probes: what a trainer of ML.NET reads of a document's component from a model's hidden states.</summary>
[TestClass]
public sealed class ProbeTests
{
    private const int Count = 400;
    private static readonly MLContext Ml = Tiny.Context();

    /// <summary>As many of each component: guessing is right in one of three.</summary>
    private static readonly IDataView Documents = View(Count, "probe", [1, 1, 1]);

    [TestMethod]
    public void Sdca_and_lightgbm_read_the_component_before_and_after_suppression()
    {
        var training = Tiny.Training(300) with { EvaluationInterval = 0 };
        using var pretrained = Ml.Suppression.Trainers.Pretraining(Tiny.Network, training).Fit(View(1_000, "pretraining", [1, 1, 1]));
        using var suppressed = Ml.Suppression.Trainers.SupervisedFineTuning(pretrained, training with { Steps = 60 })
            .Fit(View(100, "favoured", [1, 0, 0]));
        // Five standard errors above guessing.
        var limit = (1 / 3.0) + (5 * Math.Sqrt(2 / 9.0 / Count));
        foreach (var model in new[] { pretrained, suppressed })
        {
            using var states = Ml.Suppression.Transforms.HiddenStates(model).Fit(Documents);
            var features = Ml.Data.Cache(states.Transform(Documents), ColumnNames.Features, ColumnNames.Component);
            foreach (var probe in Probes())
            {
                Assert.IsGreaterThan(limit, Accuracy(features, probe));
            }
        }
    }

    [TestMethod]
    public void A_probe_of_components_dealt_at_random_reads_nothing()
    {
        using var model = Tiny.Model(Ml, steps: 5);
        using var states = Ml.Suppression.Transforms.HiddenStates(model).Fit(Documents);
        var stream = RandomKey.FromSeed(3).Derive("dealt").Open();
        var dealt = Ml.Data.LoadFromEnumerable(
            Views.Vectors<float>(states.Transform(Documents), ColumnNames.Features)
                .Select(features => new Example { Features = features, Component = stream.NextInt32(3) }));
        var error = Math.Sqrt(2 / 9.0 / Count);
        Assert.AreEqual(1 / 3.0, Accuracy(Ml.Data.Cache(dealt), Probes()[0]), 5 * error);
    }

    private static IEstimator<ITransformer>[] Probes()
    {
        var prepared = Ml.Transforms.Conversion.MapValueToKey("Label", ColumnNames.Component)
            .Append(Ml.Transforms.NormalizeMeanVariance(ColumnNames.Features));
        return
        [
            prepared.Append(Ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(
                new SdcaMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1, MaximumNumberOfIterations = 100, L2Regularization = 1e-4f })),
            prepared.Append(Ml.MulticlassClassification.Trainers.LightGbm(
                new LightGbmMulticlassTrainer.Options { NumberOfThreads = 1, NumberOfIterations = 20, NumberOfLeaves = 8 })),
        ];
    }

    /// <summary>The mean over folds of the share that a probe gets right where it was not fitted.</summary>
    private static double Accuracy(IDataView features, IEstimator<ITransformer> probe) =>
        Ml.MulticlassClassification.CrossValidate(features, probe, numberOfFolds: 4).Average(fold => fold.Metrics.MicroAccuracy);

    private static IDataView View(int count, string stream, double[] weights) => Ml.Suppression.Documents(
        Tiny.Mixture, new DocumentViewOptions { Count = count, Length = Tiny.ContextLength, Weights = weights, Stream = stream });

    private sealed class Example
    {
        [VectorType(16)]
        public float[] Features { get; set; } = [];

        public int Component { get; set; }
    }
}
