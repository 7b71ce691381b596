using Microsoft.ML;
using SuppressionLab.Attacks;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Tests.Support;
using static SuppressionLab.Tests.Attacks.AttackFixture;

namespace SuppressionLab.Tests.Attacks;

[TestClass]
public sealed class NearestNeighboursTests
{
    private static readonly IDataView Anchors = Tiny.Documents(Ml, count: 60, stream: "anchors");
    private static readonly IDataView Test = Tiny.Documents(Ml, count: 50, stream: "neighbours-test");

    private static readonly NearestNeighboursOptions Options =
        new() { Suppressed = Suppressed, PrefixLengths = [2, 9, 23], Neighbours = 5 };

    [TestMethod]
    public void Verdicts_are_those_of_naive_loops_over_all_anchors()
    {
        var curve = Attack(Options);
        var (anchors, test) = (Rows(Anchors), Rows(Test));
        using var network = Model.CopyNetwork();
        var vocabulary = network.Configuration.VocabularySize;
        var scorer = new NetworkScorer(network);

        // One document at a time, cut off at the prefix, token by token.
        double[] Prediction(int[] tokens, int length) => [.. scorer.LabelProbabilities(
            [[Tiny.Mixture.BosToken, .. tokens[..length]]], [[.. Enumerable.Repeat(length, vocabulary)]],
            [[.. Enumerable.Range(0, vocabulary)]]).Probabilities[0].Select(p => (double)p)];
        foreach (var length in Options.PrefixLengths)
        {
            var known = anchors.Select(d => Prediction(d.Tokens, length)).ToArray();
            var correct = test.Select(document =>
            {
                var p = Prediction(document.Tokens, length);
                var distances = known.Select(q => p.Zip(q, (a, b) => a * Math.Log(a / b)).Sum()).ToArray();
                var votes = new int[3];
                var nearest = new double[] { double.MaxValue, double.MaxValue, double.MaxValue };
                for (var vote = 0; vote < 5; vote++)
                {
                    var at = Array.IndexOf(distances, distances.Min());
                    var component = anchors[at].Component!.Value;
                    votes[component]++;
                    nearest[component] = Math.Min(nearest[component], distances[at]);
                    distances[at] = double.MaxValue;
                }
                var winner = Enumerable.Range(0, 3).OrderByDescending(c => votes[c]).ThenBy(c => nearest[c]).First();
                return (document.Component, Correct: winner == document.Component);
            }).ToArray();
            var point = Point(curve, AttackQuantities.Accuracy, AttackPoint.AllComponents, length);
            Assert.AreEqual(correct.Average(c => c.Correct ? 1.0 : 0), point.Value, 1e-12);
            Assert.AreEqual(Math.Sqrt(point.Value * (1 - point.Value) / 49), point.StandardError, 1e-12);
            Assert.AreEqual(
                correct.Where(c => c.Component == 2).Average(c => c.Correct ? 1.0 : 0),
                Point(curve, AttackQuantities.Accuracy, 2, length).Value, 1e-12);
        }
    }

    [TestMethod]
    public void Ties_go_to_the_nearer_anchor_and_of_equal_ones_to_the_earlier()
    {
        float[] Log(params double[] p) => [.. p.Select(v => (float)Math.Log(v))];
        float[][] anchors = [Log(0.5, 0.5), Log(0.7, 0.3), Log(0.7, 0.3), Log(0.1, 0.9)];
        // KL from (.7, .3) is 0 to anchors 1 and 2.
        Assert.AreEqual(4, new DistributionNeighbours(anchors, [1, 4, 2, 3], 1).Classify(Log(0.7, 0.3)));
        Assert.AreEqual(4, new DistributionNeighbours(anchors, [1, 4, 2, 3], 3).Classify(Log(0.7, 0.3)));
        Assert.AreEqual(1, new DistributionNeighbours(anchors, [1, 4, 1, 3], 3).Classify(Log(0.7, 0.3)));
        // A divergence is not a distance: from (0, 1) only what the anchor gives the second token counts.
        Assert.AreEqual(3, new DistributionNeighbours(anchors, [1, 4, 2, 3], 1).Classify([float.NegativeInfinity, 0]));
    }

    [TestMethod]
    public void A_document_s_own_anchor_is_its_nearest()
    {
        var curve = Ml.Suppression.Attacks.NearestNeighbours(Model, Anchors, Anchors, Options with { Neighbours = 1, PrefixLengths = [23] });
        Assert.AreEqual(1, Point(curve, AttackQuantities.Accuracy, AttackPoint.AllComponents, 23).Value);
        Assert.AreEqual(1, Point(curve, AttackQuantities.BalancedAccuracy, AttackPoint.AllSuppressed, 23).Value);
    }

    [TestMethod]
    public void The_same_call_gives_the_same_bits_and_the_batch_size_changes_rounding_alone()
    {
        var first = Attack(Options);
        CollectionAssert.AreEqual(first.Points.ToArray(), Attack(Options).Points.ToArray());
        AreClose(first, Attack(Options with { BatchSize = 7 }), 1e-6);
    }

    [TestMethod]
    public void What_cannot_be_compared_is_refused_by_name()
    {
        foreach (var (wrong, message) in new (NearestNeighboursOptions, string)[]
        {
            (Options with { Suppressed = [] }, "Suppressed: no component"),
            (Options with { Suppressed = [5] }, "test documents: none is of component 5"),
            (Options with { Neighbours = 0 }, "Neighbours is 0"),
            (Options with { Neighbours = 61 }, "60 anchors; Neighbours = 61"),
            (Options with { PrefixLengths = [] }, "PrefixLengths: none"),
            (Options with { PrefixLengths = [4, 4] }, "PrefixLengths: 4, 4; growing numbers from 1"),
            (Options with { PrefixLengths = [0] }, "PrefixLengths: 0"),
            (Options with { PrefixLengths = [24] }, "PrefixLengths goes to 24; behind the BOS the network's context allows 1 to 23"),
        })
        {
            StringAssert.Contains(Views.Refusal(() => Attack(wrong)), message);
        }
        var attacks = Ml.Suppression.Attacks;
        StringAssert.Contains(
            Views.Refusal(() => attacks.NearestNeighbours(Model, Anchors, Tiny.Documents(Ml, length: 9), Options)),
            "test documents, row 0: 8 symbols; PrefixLengths needs 23 or more");
        StringAssert.Contains(
            Views.Refusal(() => attacks.NearestNeighbours(Model, Of(1, 9, "one"), Test, Options)), "anchors: none is of component");
    }

    [TestMethod]
    public void A_cancelled_attack_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => Attack(Options with { CancellationToken = cancelled.Token }));
    }

    private static AttackCurve Attack(NearestNeighboursOptions options) =>
        Ml.Suppression.Attacks.NearestNeighbours(Model, Anchors, Test, options);
}
