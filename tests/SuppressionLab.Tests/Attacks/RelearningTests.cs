using Microsoft.ML;
using SuppressionLab.Attacks;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Tests.Support;
using static SuppressionLab.Tests.Attacks.AttackFixture;

namespace SuppressionLab.Tests.Attacks;

[TestClass]
public sealed class RelearningTests
{
    private const double Rate = 3e-3;
    private static readonly IDataView Training = Of(1, 8, "relearning");
    private static readonly IDataView HeldOut = Tiny.Documents(Ml, count: 30, stream: "held-out");
    private static readonly IDataView Prompts = Tiny.Prompts(Ml, count: 24);

    private static readonly RelearningOptions Options =
        new() { Suppressed = Suppressed, LearningRate = Rate, Doses = [0, 1, 4, 8] };

    [TestMethod]
    public void A_dose_is_a_plain_run_on_its_documents_bit_for_bit()
    {
        var curve = Attack(Options);
        var scored = Rows(HeldOut).Where(d => Suppressed.Contains(d.Component!.Value)).ToArray();
        foreach (var dose in Options.Doses)
        {
            using var network = Model.CopyNetwork();
            var rows = TokenBlocks.FromDocuments(
                Rows(Training).Take(dose).Select(d => d.Tokens), Tiny.ContextLength, Tiny.Mixture.BosToken, Tiny.Mixture.PadToken);
            TrainingLoop.Run(network, new NextTokenObjective(), new InOrder(rows), Plain(dose));
            var point = Point(curve, AttackQuantities.MeanNll, AttackPoint.AllSuppressed, dose);
            var nll = new NetworkScorer(network).SequenceNll([.. scored.Select(d => (int[])[Tiny.Mixture.BosToken, .. d.Tokens])]);
            Assert.AreEqual(nll.Sum() / scored.Sum(d => d.Tokens.Length), point.Value, $"after {dose} documents");
            Assert.AreEqual(scored.Length, point.Count);
            // Documents of one length: the sample deviation of their means over the root of their number.
            var means = nll.Select(v => v / (Tiny.ContextLength - 1)).ToArray();
            var deviation = Math.Sqrt(means.Sum(m => Math.Pow(m - means.Average(), 2)) / (means.Length - 1));
            Assert.AreEqual(deviation / Math.Sqrt(means.Length), point.StandardError, 1e-12);
        }
        var losses = curve.Points.Where(p => p is { Quantity: AttackQuantities.MeanNll, Component: 1 }).Select(p => p.Value);
        CollectionAssert.AllItemsAreUnique(losses.ToArray());
    }

    [TestMethod]
    public void The_first_dose_is_what_the_trainer_of_fine_tuning_gives()
    {
        using var tuned = Ml.Suppression.Trainers.SupervisedFineTuning(Model, Plain(1)).Fit(Of(1, 1, "relearning"));
        var regret = Ml.Suppression.EvaluateRegret(tuned, HeldOut, new DocumentLearner(Tiny.Mixture)).Single(r => r.Component == 2);
        var point = Point(Attack(Options), AttackQuantities.MeanNll, 2, 1);
        // The evaluator reads documents of all components, which fall into other batches.
        Assert.AreEqual(regret.ModelNll, point.Value, 1e-6);
        Assert.AreEqual(regret.ModelNllStandardError, point.StandardError, 1e-6);
    }

    [TestMethod]
    public void Label_probabilities_are_those_of_the_curve_at_the_fewest_and_the_most_shots()
    {
        using var scorer = Ml.Suppression.Transforms.LabelProbabilities(Model).Fit(Prompts);
        var points = Ml.Suppression.EvaluateCurves(scorer.Transform(Prompts), new("m", "none", 0, "documents", 0, 1)).Points;
        var curve = Attack(Options);
        foreach (var shots in new[] { 0, 5 })
        {
            var expected = points.Single(p => p.Component == 2 && p.Shots == shots);
            var point = Point(curve, AttackQuantities.LabelProbabilityAt(shots), 2, 0);
            Assert.AreEqual(expected.Probability, point.Value, 1e-6);
            Assert.AreEqual(expected.ProbabilityStandardError, point.StandardError, 1e-6);
            Assert.AreEqual(expected.Count, point.Count);
        }
        Assert.IsEmpty(curve.Points.Where(p => p.Component == 0 || p.Quantity == AttackQuantities.LabelProbabilityAt(3)));
    }

    [TestMethod]
    public void Steps_count_the_blocks_of_long_documents()
    {
        // 50 symbols and a BOS are three rows of 24.
        var curve = Attack(Options with { BlocksPerStep = 3, Doses = [0, 2, 3], Series = "long" }, Of(1, 3, "long", length: 51));
        foreach (var dose in new[] { 0, 2, 3 })
        {
            Assert.AreEqual(dose, Point(curve, AttackQuantities.Steps, AttackPoint.AllSuppressed, dose, "long").Value);
        }
        StringAssert.Contains(
            Views.Refusal(() => Attack(Options with { BlocksPerStep = 2, Doses = [1] }, Of(1, 3, "long", length: 51))),
            "Doses: 1 documents are 3 training rows, no whole number of steps of BlocksPerStep = 2");
    }

    [TestMethod]
    public void The_same_call_gives_the_same_bits_and_the_batch_size_changes_rounding_alone()
    {
        var first = Attack(Options);
        CollectionAssert.AreEqual(first.Points.ToArray(), Attack(Options).Points.ToArray());
        AreClose(first, Attack(Options with { BatchSize = 3 }), 1e-6);
    }

    [TestMethod]
    public void What_cannot_be_relearned_is_refused_by_name()
    {
        foreach (var (wrong, message) in new (RelearningOptions, string)[]
        {
            (Options with { Suppressed = [] }, "Suppressed: no component"),
            (Options with { Suppressed = [1, 1] }, "Suppressed: component 1"),
            (Options with { Suppressed = [-1] }, "Suppressed: component -1"),
            (Options with { Suppressed = [7] }, "held-out documents: none is of component 7"),
            (Options with { Measured = [] }, "Measured: no component"),
            (Options with { Doses = [] }, "Doses: none"),
            (Options with { Doses = [0, 2, 2] }, "Doses: 0, 2, 2; growing numbers from 0"),
            (Options with { Doses = [-1] }, "Doses: -1"),
            (Options with { Doses = [0, 9] }, "8 documents to train on; Doses goes to 9"),
            (Options with { LearningRate = 0 }, "LearningRate is 0"),
            (Options with { LearningRate = double.NaN }, "LearningRate is NaN"),
            (Options with { BlocksPerStep = 0 }, "BlocksPerStep is 0"),
            (Options with { BatchSize = 0 }, "BatchSize is 0"),
            (Options with { ClipNorm = -1 }, "ClipNorm is -1"),
            (Options with { Series = " " }, "Series is empty"),
            (Options with { Shots = [6] }, "Shots: 6 is not scored in every prompt; allowed: 0, 1, 2, 3, 4, 5"),
        })
        {
            StringAssert.Contains(Views.Refusal(() => Attack(wrong)), message);
        }
        var relearning = Ml.Suppression.Attacks;
        StringAssert.Contains(
            Views.Refusal(() => relearning.Relearning(Model, Training, Of(1, 3, "long", length: 26), null, Options)),
            "held-out documents, row 0: 25 tokens without BOS; 1 to 24 are allowed");
        StringAssert.Contains(
            Views.Refusal(() => relearning.Relearning(Model, Prompts, Prompts, HeldOut, Options)), "column 'Labels' is missing");
    }

    [TestMethod]
    public void A_cancelled_attack_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => Attack(Options with { CancellationToken = cancelled.Token }));
    }

    [TestMethod]
    public void Unrelated_documents_are_uniform_in_every_place_and_of_no_component()
    {
        const int Count = 2_000;
        var view = Ml.Suppression.Attacks.UnrelatedDocuments(Tiny.Mixture, new() { Count = Count, Length = 11 });
        var rows = Views.Vectors<int>(view, ColumnNames.Tokens);
        Assert.IsTrue(Views.Scalars<int>(view, ColumnNames.Component).All(c => c == -1));
        var (share, symbols) = (0.1, Tiny.Mixture.VocabularySize);
        var error = Math.Sqrt(share * (1 - share) / Count);
        for (var place = 0; place < 10; place++)
        {
            for (var symbol = 0; symbol < symbols; symbol++)
            {
                Assert.AreEqual(share, rows.Count(r => r[place] == symbol) / (double)Count, 5 * error);
            }
        }
        // Neighbours are independent: each pair has its hundredth.
        var pairs = rows.SelectMany(r => r.Zip(r.Skip(1))).GroupBy(pair => pair).Select(g => g.Count() / (9.0 * Count)).ToArray();
        Assert.HasCount(symbols * symbols, pairs);
        Assert.IsTrue(pairs.All(p => Math.Abs(p - 0.01) < 6 * Math.Sqrt(0.01 / (9 * Count))));
        StringAssert.Contains(
            Views.Refusal(() => Ml.Suppression.Attacks.UnrelatedDocuments(Tiny.Mixture, new() { Count = 1, Length = 1 })), "Length is 1");
    }

    private static AttackCurve Attack(RelearningOptions options, IDataView? training = null) =>
        Ml.Suppression.Attacks.Relearning(Model, training ?? Training, HeldOut, Prompts, options);

    private static TrainingOptions Plain(long steps) =>
        new() { Steps = steps, LearningRate = Rate, BatchSize = 1, Schedule = LearningRateSchedule.Constant };

    private sealed class InOrder(TokenBlocks rows) : IBatchSource
    {
        public TrainingBatch GetBatch(long step, int batchSize) => rows.Gather([step]);
    }
}
