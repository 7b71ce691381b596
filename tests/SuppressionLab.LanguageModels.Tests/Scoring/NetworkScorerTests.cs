using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.LanguageModels.Tests.Networks;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Tests.Scoring;

[TestClass]
public class NetworkScorerTests
{
    private static readonly int[][] Rows = [.. Enumerable.Range(0, 7).Select(i => SmallNetworks.Tokens(2 + (2 * i), (ulong)i))];

    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Names), typeof(SmallNetworks))]
    public void Token_log_probabilities_agree_with_the_formulas_in_float64(string architecture)
    {
        using var network = SmallNetworks.CreateRough(1, SmallNetworks.Of(architecture));
        var reference = ReferenceNetwork.Of(network);
        var scores = new NetworkScorer(network, batchSize: 3).TokenLogProbabilities(Rows);
        for (var row = 0; row < Rows.Length; row++)
        {
            Assert.HasCount(Rows[row].Length - 1, scores[row]);
            Assert.AreEqual(reference.Loss(Rows[row]), -scores[row].Sum(v => (double)v), 1e-4);
        }
        var sums = new NetworkScorer(network).SequenceNll(Rows);
        Assert.AreEqual(reference.Loss(Rows[6]), sums[6], 1e-4);
    }

    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Names), typeof(SmallNetworks))]
    public void Label_probabilities_agree_with_the_formulas_in_float64(string architecture)
    {
        using var network = SmallNetworks.CreateRough(1, SmallNetworks.Of(architecture));
        var reference = ReferenceNetwork.Of(network);
        var positions = Rows.Select(row => new[] { row.Length - 1, 0, row.Length / 2 }).ToArray();
        var labels = Rows.Select((_, i) => SmallNetworks.Tokens(3, (ulong)(50 + i))).ToArray();
        var scores = new NetworkScorer(network, 4).LabelProbabilities(Rows, positions, labels);
        for (var row = 0; row < Rows.Length; row++)
        {
            var logits = reference.Logits(Rows[row]);
            for (var j = 0; j < 3; j++)
            {
                var at = logits[positions[row][j]];
                var expected = Math.Exp(at[labels[row][j]]) / at.Sum(Math.Exp);
                Assert.AreEqual(expected, scores.Probabilities[row][j], 1e-5);
                Assert.AreEqual(Array.IndexOf(at, at.Max()) == labels[row][j], scores.Correct[row][j]);
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Names), typeof(SmallNetworks))]
    public void Batch_composition_changes_results_by_rounding_alone(string architecture)
    {
        using var network = SmallNetworks.CreateRough(1, SmallNetworks.Of(architecture));
        var one = new NetworkScorer(network, 1).TokenLogProbabilities(Rows);
        var all = new NetworkScorer(network, 32).TokenLogProbabilities(Rows);
        var again = new NetworkScorer(network, 32).TokenLogProbabilities(Rows);
        for (var row = 0; row < Rows.Length; row++)
        {
            CollectionAssert.AreEqual(all[row], again[row]);
            for (var t = 0; t < one[row].Length; t++)
            {
                Assert.AreEqual(MathF.Exp(one[row][t]), MathF.Exp(all[row][t]), 1e-6);
            }
        }
    }

    [TestMethod]
    public void As_many_positions_as_tokens_in_another_order_are_read_in_that_order()
    {
        using var network = SmallNetworks.CreateRough();
        var scorer = new NetworkScorer(network);
        int[] row = SmallNetworks.Tokens(4, 1);
        var forward = scorer.LabelProbabilities([row], [[0, 1, 2, 3]], [[1, 2, 3, 4]]).Probabilities[0];
        var backward = scorer.LabelProbabilities([row], [[3, 2, 1, 0]], [[4, 3, 2, 1]]).Probabilities[0];
        CollectionAssert.AreEqual(forward, backward.Reverse().ToArray());
    }

    [TestMethod]
    public void Scoring_leaves_dropout_out_and_the_mode_as_it_was()
    {
        var configuration = SmallNetworks.Configuration with { Dropout = 0.5 };
        using var network = SmallNetworks.CreateRough(1, configuration);
        network.Train();
        var scorer = new NetworkScorer(network);
        CollectionAssert.AreEqual(scorer.SequenceNll(Rows), scorer.SequenceNll(Rows));
        Assert.IsTrue(network.IsTraining);
    }

    [TestMethod]
    public void Rows_that_do_not_fit_are_refused()
    {
        using var network = SmallNetworks.Create();
        var scorer = new NetworkScorer(network);
        StringAssert.Contains(Refusal(() => scorer.TokenLogProbabilities([new int[18]])), "1 to 16");
        StringAssert.Contains(Refusal(() => scorer.TokenLogProbabilities([[]])), "1 to 16");
        StringAssert.Contains(Refusal(() => scorer.TokenLogProbabilities([[1, 11]])), "0 to 10");
        StringAssert.Contains(Refusal(() => scorer.LabelProbabilities([[1, 2]], [[2]], [[1]])), "0 to 1");
        StringAssert.Contains(Refusal(() => scorer.LabelProbabilities([[1, 2]], [[1]], [[-1]])), "0 to 10");
        StringAssert.Contains(Refusal(() => scorer.LabelProbabilities([[1, 2]], [[1]], [[1, 2]])), "equal");
        StringAssert.Contains(Refusal(() => new NetworkScorer(network, 0)), "batchSize");
    }

    private static string Refusal(Action action) => Assert.ThrowsExactly<InputException>(action).Message;
}
