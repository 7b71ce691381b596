using Microsoft.ML;
using SuppressionLab.Attacks;
using SuppressionLab.Generators.Documents;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Tests.Support;
using static SuppressionLab.Tests.Attacks.AttackFixture;

namespace SuppressionLab.Tests.Attacks;

[TestClass]
public sealed class LinearProbeTests
{
    private static readonly IDataView Training = Tiny.Documents(Ml, count: 300, stream: "probe-training");
    private static readonly IDataView Test = Tiny.Documents(Ml, count: 200, stream: "probe-test");
    private static readonly LinearProbeOptions Options = new() { Suppressed = Suppressed };

    [TestMethod]
    public void Gaussians_are_told_apart_as_well_as_the_best_rule_does()
    {
        // Two unit Gaussians at ±1 in the first of five dimensions: the best rule errs with Φ(−1) = .1587.
        var stream = RandomKey.FromSeed(1).Derive("gaussians").Open();
        var (features, components) = Gaussians(stream, 2_000, 1);
        var (unknown, truth) = Gaussians(stream, 2_000, 1);
        var accuracy = LinearClassifier.Predict(features, components, unknown, 1).Zip(truth).Count(p => p.First == p.Second) / 2_000.0;
        Assert.AreEqual(0.8413, accuracy, 5 * Math.Sqrt(0.8413 * 0.1587 / 2_000));

        // Far apart, in a scale and around a mean that standardising must take away.
        (features, components) = Gaussians(stream, 200, 10);
        (unknown, truth) = Gaussians(stream, 200, 10);
        foreach (var row in features.Concat(unknown))
        {
            row[0] = (row[0] * 1e-3f) + 50;
        }
        CollectionAssert.AreEqual(truth, LinearClassifier.Predict(features, components, unknown, 1));
    }

    [TestMethod]
    public void States_that_are_all_alike_give_the_commonest_component()
    {
        float[][] alike = [.. Enumerable.Repeat<float[]>([3, -1], 30)];
        CollectionAssert.AreEqual(
            Enumerable.Repeat(5, 30).ToArray(),
            LinearClassifier.Predict(alike, [.. Enumerable.Range(0, 30).Select(i => i < 20 ? 5 : i % 2)], alike, 0.01f));
    }

    [TestMethod]
    public void Documents_of_disjoint_symbols_are_told_apart_at_every_layer()
    {
        var stream = RandomKey.FromSeed(9).Derive("disjoint").Open();
        IDataView Disjoint(int count) => Ml.Suppression.Documents(
        [
            .. Enumerable.Range(0, count).Select(i => new Document(
                [.. Enumerable.Range(0, 20).Select(_ => 1 + (3 * (i % 3)) + stream.NextInt32(3))], i % 3)),
        ]);
        var curve = Ml.Suppression.Attacks.LinearProbe(Model, Disjoint(150), Disjoint(90), Options);
        for (var layer = 0; layer <= 2; layer++)
        {
            Assert.AreEqual(1, Point(curve, AttackQuantities.Accuracy, AttackPoint.AllComponents, layer).Value, 0.03);
        }
    }

    [TestMethod]
    public void Labels_that_are_dealt_anew_cannot_be_read()
    {
        var curve = Attack(Options with { ShuffledControl = true });
        var truth = Rows(Test).Select(d => d.Component!.Value).ToArray();
        // Guessing the commonest component is the best that shuffled labels allow.
        var guess = truth.GroupBy(c => c).Max(g => g.Count()) / (double)truth.Length;
        var error = Math.Sqrt(guess * (1 - guess) / truth.Length);
        for (var layer = 0; layer <= 2; layer++)
        {
            var dealt = Point(curve, AttackQuantities.Accuracy, AttackPoint.AllComponents, layer, "shuffled").Value;
            Assert.IsLessThan(guess + (4 * error), dealt);
            Assert.AreNotEqual(Point(curve, AttackQuantities.Accuracy, AttackPoint.AllComponents, layer, "states").Value, dealt);
        }
    }

    [TestMethod]
    public void Accuracies_are_shares_of_documents_that_the_layer_s_classifier_tells()
    {
        var curve = Attack(Options);
        using var network = Model.CopyNetwork();
        foreach (var (layer, extractor) in new[]
        {
            (1, new HiddenStateExtractor(network, 1, unpooled: 1)), (2, HiddenStateExtractor.BehindLastNorm(network, unpooled: 1)),
        })
        {
            float[][] States(IDataView view) =>
                extractor.Extract([.. Rows(view).Select(d => (int[])[Tiny.Mixture.BosToken, .. d.Tokens])]);
            int[] Components(IDataView view) => [.. Rows(view).Select(d => d.Component!.Value)];
            var verdicts = LinearClassifier.Predict(States(Training), Components(Training), States(Test), 0.01f);
            var rows = Components(Test).Zip(verdicts, (truth, verdict) => (Truth: truth, Correct: truth == verdict)).ToArray();
            double Share(params int[] of) => rows.Where(r => of.Contains(r.Truth)).Average(r => r.Correct ? 1.0 : 0);
            foreach (var component in new[] { 0, 1, 2 })
            {
                var point = Point(curve, AttackQuantities.Accuracy, component, layer);
                Assert.AreEqual(Share(component), point.Value, 1e-12);
                Assert.AreEqual(
                    Math.Sqrt(point.Value * (1 - point.Value) / (point.Count - 1)), point.StandardError, 1e-12);
            }
            Assert.AreEqual(Share(0, 1, 2), Point(curve, AttackQuantities.Accuracy, AttackPoint.AllComponents, layer).Value, 1e-12);
            Assert.AreEqual(Share(1, 2), Point(curve, AttackQuantities.Accuracy, AttackPoint.AllSuppressed, layer).Value, 1e-12);
            Assert.AreEqual(
                (Share(1) + Share(2)) / 2, Point(curve, AttackQuantities.BalancedAccuracy, AttackPoint.AllSuppressed, layer).Value, 1e-12);
        }
    }

    [TestMethod]
    public void The_same_call_gives_the_same_bits_and_the_batch_size_changes_rounding_alone()
    {
        var first = Attack(Options with { Pooling = StatePooling.LastToken, ShuffledControl = true });
        CollectionAssert.AreEqual(
            first.Points.ToArray(), Attack(Options with { Pooling = StatePooling.LastToken, ShuffledControl = true }).Points.ToArray());
        AreClose(first, Attack(Options with { Pooling = StatePooling.LastToken, ShuffledControl = true, BatchSize = 7 }), 1e-6);
    }

    [TestMethod]
    public void What_cannot_be_probed_is_refused_by_name()
    {
        foreach (var (wrong, message) in new (LinearProbeOptions, string)[]
        {
            (Options with { Suppressed = [] }, "Suppressed: no component"),
            (Options with { Suppressed = [4] }, "test documents: none is of component 4"),
            (Options with { L2Regularization = 0 }, "L2Regularization is 0"),
            (Options with { Pooling = (StatePooling)9 }, "Pooling is 9; Mean or LastToken"),
            (Options with { Stream = "" }, "Stream is empty"),
            (Options with { BatchSize = 0 }, "BatchSize is 0"),
        })
        {
            StringAssert.Contains(Views.Refusal(() => Attack(wrong)), message);
        }
        var attacks = Ml.Suppression.Attacks;
        StringAssert.Contains(
            Views.Refusal(() => attacks.LinearProbe(Model, Of(1, 4, "one"), Test, Options)), "training documents: none is of component");
        StringAssert.Contains(
            Views.Refusal(() => attacks.LinearProbe(Model, Of(1, 4, "one"), Of(1, 4, "one"), Options with { Suppressed = [1] })),
            "all of one component; at least 2");
        StringAssert.Contains(
            Views.Refusal(() => attacks.LinearProbe(Model, Training, Tiny.Documents(Ml, length: 25), Options)), "1 to 23 are allowed");
    }

    [TestMethod]
    public void A_cancelled_attack_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => Attack(Options with { CancellationToken = cancelled.Token }));
    }

    private static AttackCurve Attack(LinearProbeOptions options) =>
        Ml.Suppression.Attacks.LinearProbe(Model, Training, Test, options);

    private static (float[][] Features, int[] Components) Gaussians(RandomStream stream, int count, double distance)
    {
        var components = Enumerable.Range(0, count).Select(i => 3 + (4 * (i % 2))).ToArray();
        float[][] features =
        [
            .. components.Select(c => (float[])
            [
                (float)((c == 3 ? -distance : distance) + stream.NextGaussian()),
                .. Enumerable.Range(0, 4).Select(_ => (float)stream.NextGaussian()),
            ]),
        ];
        return (features, components);
    }
}
