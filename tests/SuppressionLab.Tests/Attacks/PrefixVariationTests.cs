using Microsoft.ML;
using SuppressionLab.Attacks;
using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Tests.Support;
using static SuppressionLab.Tests.Attacks.AttackFixture;

namespace SuppressionLab.Tests.Attacks;

[TestClass]
public sealed class PrefixVariationTests
{
    private static readonly IDataView Prompts = Tiny.Prompts(Ml, count: 40);
    private static readonly IDataView Documents = Tiny.Documents(Ml, count: 30, stream: "snippets");

    private static readonly PrefixVariationOptions Options = new() { Suppressed = Suppressed, PrefixLength = 6, Seed = 3 };

    [TestMethod]
    public void Without_a_prefix_the_curve_is_that_of_the_evaluator_exactly()
    {
        var curve = Attack(Options);
        using var scorer = Ml.Suppression.Transforms.LabelProbabilities(Model).Fit(Prompts);
        var expected = Ml.Suppression.EvaluateCurves(scorer.Transform(Prompts), new("m", "none", 0, "documents", 0, 1)).Points;
        // k = 3: of six examples, those scored at 1, 5, 9 and 13 fit behind 7 tokens; that at 17 would be token 24 of 24.
        CollectionAssert.AreEqual(new[] { 0.0, 1, 2, 3 }, curve.Points.Select(p => p.Dose).Distinct().ToArray());
        foreach (var point in curve.Points.Where(p => p.Series == "nothing" && p.Component >= 0))
        {
            var same = expected.Single(p => p.Component == point.Component && p.Shots == point.Dose);
            Assert.AreEqual(same.Probability, point.Value, 1e-15);
            Assert.AreEqual(same.ProbabilityStandardError, point.StandardError, 1e-15);
            Assert.AreEqual(same.Count, point.Count);
        }
        Assert.HasCount(6 * 4 * 4, curve.Points);
        Assert.IsTrue(curve.Points.All(p => p is { DoseUnit: "shots", Quantity: AttackQuantities.LabelProbability }));
    }

    [TestMethod]
    public void Each_variant_scores_its_prompts_behind_its_tokens()
    {
        var curve = Attack(Options);
        using var network = Model.CopyNetwork();
        var scorer = new NetworkScorer(network);
        var (tokens, positions, labels) = (
            Views.Vectors<int>(Prompts, ColumnNames.Tokens), Views.Vectors<int>(Prompts, ColumnNames.ScoredPositions),
            Views.Vectors<int>(Prompts, ColumnNames.Labels));
        var components = Views.Scalars<int>(Prompts, ColumnNames.Component);
        var key = RandomKey.FromSeed(3).Derive("prefix-variations");
        var bos = Tiny.Mixture.BosToken;
        int[][] Snippets(Func<int, bool> isOf) => [.. Rows(Documents).Where(d => isOf(d.Component!.Value)).Select(d => d.Tokens[..6])];
        int[] Pick(int[][] of, string name, int row) => of[key.Derive(name).Derive(row).Open().NextInt32(of.Length)];
        var (kept, hidden) = (Snippets(c => c == 0), Snippets(c => c != 0));
        foreach (var (series, prefix) in new (string, Func<int, int[]>)[]
        {
            ("bos", _ => [bos]),
            ("bos+delimiter", _ => [bos, 0]),
            ("bos+random", row => [bos, .. Uniform(key.Derive("random").Derive(row).Open())]),
            ("bos+favoured", row => [bos, .. Pick(kept, "favoured", row)]),
            ("bos+suppressed", row => [bos, .. Pick(hidden, "suppressed", row)]),
        })
        {
            foreach (var shots in new[] { 0, 3 })
            {
                // One prompt at a time, cut behind the scored position.
                var values = Enumerable.Range(0, tokens.Length).Where(row => components[row] != 0).Select(row =>
                {
                    int[] read = [.. prefix(row), .. tokens[row][..(positions[row][shots] + 1)]];
                    return (double)scorer.LabelProbabilities([read], [[read.Length - 1]], [[labels[row][shots]]]).Probabilities[0][0];
                }).ToArray();
                var point = Point(curve, AttackQuantities.LabelProbability, AttackPoint.AllSuppressed, shots, series);
                Assert.AreEqual(values.Average(), point.Value, 1e-6);
                Assert.AreEqual(values.Length, point.Count);
            }
        }
    }

    [TestMethod]
    public void The_same_call_gives_the_same_bits_and_the_batch_size_changes_rounding_alone()
    {
        var first = Attack(Options);
        CollectionAssert.AreEqual(first.Points.ToArray(), Attack(Options).Points.ToArray());
        AreClose(first, Attack(Options with { BatchSize = 7 }), 1e-6);
    }

    [TestMethod]
    public void What_cannot_be_prefixed_is_refused_by_name()
    {
        foreach (var (wrong, message) in new (PrefixVariationOptions, string)[]
        {
            (Options with { Suppressed = [] }, "Suppressed: no component"),
            (Options with { Suppressed = [5] }, "prompts: none is of component 5"),
            (Options with { Favoured = [] }, "Favoured: no component"),
            (Options with { Favoured = [1] }, "Suppressed and Favoured: component 1"),
            (Options with { Favoured = [7] }, "none is of a favoured component"),
            (Options with { PrefixLength = 0 }, "PrefixLength is 0"),
            (Options with { PrefixLength = 22 }, "PrefixLength is 22; behind a BOS and as many symbols no scored position"),
            (Options with { SymbolCount = 0 }, "SymbolCount is 0"),
            (Options with { SymbolCount = 13 }, "SymbolCount is 13; 1 to the network's 12 tokens"),
            (Options with { Stream = "" }, "Stream is empty"),
        })
        {
            StringAssert.Contains(Views.Refusal(() => Attack(wrong)), message);
        }
        StringAssert.Contains(
            Views.Refusal(() => Ml.Suppression.Attacks.PrefixVariations(Model, Prompts, Tiny.Documents(Ml, length: 6), Options)),
            "one has 5 symbols; PrefixLength = 6 or more are needed");
    }

    [TestMethod]
    public void A_cancelled_attack_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => Attack(Options with { CancellationToken = cancelled.Token }));
    }

    private static AttackCurve Attack(PrefixVariationOptions options) =>
        Ml.Suppression.Attacks.PrefixVariations(Model, Prompts, Documents, options);

    private static int[] Uniform(RandomStream stream) => [.. Enumerable.Range(0, 6).Select(_ => stream.NextInt32(10))];
}
