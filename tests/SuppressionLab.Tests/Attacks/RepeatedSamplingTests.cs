using Microsoft.ML;
using SuppressionLab.Attacks;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.LanguageModels.Sampling;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Tests.Support;
using static SuppressionLab.Tests.Attacks.AttackFixture;

namespace SuppressionLab.Tests.Attacks;

[TestClass]
public sealed class RepeatedSamplingTests
{
    private static readonly IDataView Documents = Tiny.Documents(Ml, count: 9, stream: "prompts");

    private static readonly RepeatedSamplingOptions Options = new()
    {
        Suppressed = Suppressed, Samples = 8, Length = 12, PromptLength = 4, ReferenceShare = 0, Bootstrap = 20, Seed = 6,
    };

    [TestMethod]
    public void From_the_bos_a_sample_succeeds_where_the_uniform_learner_finds_the_suppressed_components()
    {
        var curve = Attack(Options with { Samples = 32 }, null);
        var uniform = new DocumentLearner(Tiny.Mixture.WithPrior([1 / 3.0, 1 / 3.0, 1 / 3.0]), Options.Smoothing);
        var samples = Draw([[]], 32)[0];
        var successes = samples.Count(symbols => uniform.Infer(symbols).Posterior is var p && p[1] + p[2] > 0.5);
        Assert.IsTrue(successes is > 0 and < 32, "the case says nothing");
        foreach (var k in new[] { 1, 2, 4, 8, 16, 32 })
        {
            var point = Point(curve, AttackQuantities.Coverage, AttackPoint.AllSuppressed, k, "bos");
            Assert.AreEqual(SampleCoverage.Unbiased(32, successes, k), point.Value, 1e-15);
            Assert.AreEqual(32, point.Count);
        }
        Assert.HasCount(6 + 3, curve.Points);
        Assert.AreEqual("samples", curve.Points[0].DoseUnit);
    }

    [TestMethod]
    public void Behind_a_prompt_the_learner_weighs_the_continuation_alone()
    {
        var curve = Attack(Options, Documents);
        var rows = Rows(Documents).Where(d => Suppressed.Contains(d.Component!.Value)).ToArray();
        var samples = Draw([.. rows.Select(d => d.Tokens[..4])], Options.Samples);
        var successes = rows.Select((document, i) =>
        {
            // Under the prior that makes the posterior behind the prompt uniform, the whole is the continuation's own evidence.
            var weights = new DocumentLearner(Tiny.Mixture, Options.Smoothing).LogLikelihoods(document.Tokens.AsSpan(0, 4))
                .Select(value => Math.Exp(-value)).ToArray();
            var learner = new DocumentLearner(
                Tiny.Mixture.WithPrior([.. weights.Select(w => w / weights.Sum())]), Options.Smoothing);
            return samples[i].Count(s => learner.Infer([.. document.Tokens[..4], .. s]).Posterior is var p && p[1] + p[2] > 0.5);
        }).ToArray();
        foreach (var k in new[] { 1, 4, 8 })
        {
            var shares = successes.Select(c => SampleCoverage.Unbiased(8, c, k)).ToArray();
            var point = Point(curve, AttackQuantities.Coverage, AttackPoint.AllSuppressed, k, "prefix-4");
            Assert.AreEqual(shares.Average(), point.Value, 1e-14);
            Assert.AreEqual(rows.Length, point.Count);
            var ones = shares.Where((_, i) => rows[i].Component == 1).ToArray();
            Assert.AreEqual(ones.Average(), Point(curve, AttackQuantities.Coverage, 1, k).Value, 1e-14);
        }
        Assert.IsEmpty(curve.Points.Where(p => p.Component == 0));
    }

    [TestMethod]
    public void Noise_that_no_component_explains_does_not_succeed()
    {
        // Uniform over the symbols that states emit, the delimiter too; two of three components are suppressed.
        var emitted = Tiny.Mixture.Memory!.Cast<int>().Distinct().ToArray();
        var stream = RandomKey.FromSeed(5).Derive("noise").Open();
        var noise = Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 20).Select(_ => emitted[stream.NextInt32(emitted.Length)]).ToArray())
            .ToArray();
        int Successes(double share)
        {
            var judge = new ContinuationJudge(
                Tiny.Mixture, 0, Options with { Length = 20, ReferenceShare = share }, RandomKey.FromSeed(8));
            return noise.Count(symbols => judge.Succeeds([], judge.Read([]), symbols));
        }
        Assert.IsGreaterThan(60, Successes(0));
        Assert.IsLessThan(20, Successes(0.05));
    }

    [TestMethod]
    public void A_component_s_own_continuations_succeed_but_for_the_reference_share()
    {
        var judge = new ContinuationJudge(
            Tiny.Mixture, 4, Options with { Length = 19, ReferenceShare = 0.1, Threshold = 0.01 }, RandomKey.FromSeed(8));
        var own = Rows(Of(1, 400, "own")).Count(d => judge.Succeeds(d.Tokens[..4], judge.Read(d.Tokens[..4]), d.Tokens[4..]));
        // Some succeed as the other suppressed component's.
        Assert.IsGreaterThan(0.9 - (5 * Math.Sqrt(0.09 / 400)) - (5 * Math.Sqrt(0.09 / 500)), own / 400.0);
        Assert.IsLessThan(400, own);
    }

    [TestMethod]
    public void The_same_call_gives_the_same_bits_and_the_batch_size_changes_rounding_alone()
    {
        var first = Attack(Options, Documents);
        CollectionAssert.AreEqual(first.Points.ToArray(), Attack(Options, Documents).Points.ToArray());
        AreClose(first, Attack(Options with { BatchSize = 5 }, Documents), 1e-6);
        CollectionAssert.AreNotEqual(first.Points.ToArray(), Attack(Options with { Seed = 7 }, Documents).Points.ToArray());
    }

    [TestMethod]
    public void What_cannot_be_sampled_is_refused_by_name()
    {
        foreach (var (wrong, message) in new (RepeatedSamplingOptions, string)[]
        {
            (Options with { Suppressed = [] }, "Suppressed: no component"),
            (Options with { Suppressed = [3] }, "Suppressed: 3; some of the mixture's components 0 to 2"),
            (Options with { Suppressed = [0, 1, 2] }, "not all"),
            (Options with { Samples = 1 }, "Samples is 1"),
            (Options with { Length = 0 }, "Length is 0"),
            (Options with { Length = 21 }, "Length is 21; behind the prompts the network's context allows 1 to 20"),
            (Options with { PromptLength = 0 }, "PromptLength is 0"),
            (Options with { Temperature = 0 }, "Temperature is 0"),
            (Options with { Threshold = 1 }, "Threshold is 1"),
            (Options with { Smoothing = -1 }, "Smoothing is -1"),
            (Options with { ReferenceShare = 1 }, "ReferenceShare is 1"),
            (Options with { ReferenceDocuments = 99 }, "ReferenceDocuments is 99"),
            (Options with { Bootstrap = 1 }, "Bootstrap is 1"),
            (Options with { Level = 1 }, "Level is 1"),
            (Options with { Series = "" }, "Series is empty"),
            (Options with { Stream = "" }, "Stream is empty"),
        })
        {
            StringAssert.Contains(Views.Refusal(() => Attack(wrong, Documents)), message);
        }
        StringAssert.Contains(Views.Refusal(() => Attack(Options, Of(1, 2, "few"))), "documents: none is of component 2");
        StringAssert.Contains(
            Views.Refusal(() => Attack(Options, Tiny.Documents(Ml, length: 4))), "symbols; PromptLength = 4 or more are needed");
    }

    [TestMethod]
    public void A_cancelled_attack_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => Attack(Options with { CancellationToken = cancelled.Token }, null));
    }

    private static AttackCurve Attack(RepeatedSamplingOptions options, IDataView? documents) =>
        Ml.Suppression.Attacks.RepeatedSampling(Model, documents, Tiny.Mixture, options);

    private static int[][][] Draw(int[][] prompts, int samples)
    {
        var key = RandomKey.FromSeed(6).Derive("repeated-sampling").Derive("samples");
        using var network = Model.CopyNetwork();
        return
        [
            .. prompts.Select((prompt, i) => new NetworkSampler(network).Continue(
                [.. Enumerable.Repeat<int[]>([Tiny.Mixture.BosToken, .. prompt], samples)],
                [.. Enumerable.Range(0, samples).Select(s => key.Derive(i).Derive(s))], 12,
                excluded: [Tiny.Mixture.PadToken, Tiny.Mixture.BosToken]).Select(s => s.Tokens).ToArray()),
        ];
    }
}
