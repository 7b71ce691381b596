using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Generators.Suppression;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Tests.Suppression;

[TestClass]
public sealed class IdealSuppressionTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(21);

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(1.5)]
    [DataRow(-2.0)]
    public void The_prior_is_reweighted_as_bayes_rule_does_by_hand(double shift)
    {
        var actual = new IdealSuppression { Favoured = [1], OddsShift = shift }.Reweight([0.5, 0.3, 0.2]);
        var factor = Math.Exp(-shift);
        var total = (0.5 * factor) + 0.3 + (0.2 * factor);
        double[] expected = [0.5 * factor / total, 0.3 / total, 0.2 * factor / total];
        for (var m = 0; m < 3; m++)
        {
            Assert.AreEqual(expected[m], actual[m], 1e-15);
        }
    }

    [TestMethod]
    public void Extreme_shifts_do_not_overflow_and_a_target_is_the_shift_that_reaches_it()
    {
        CollectionAssert.AreEqual(new[] { 0.0, 1, 0 },
            new IdealSuppression { Favoured = [1], OddsShift = 1e6 }.Reweight([0.5, 0.3, 0.2]));
        Assert.AreEqual(0, new IdealSuppression { Favoured = [1], OddsShift = -1e6 }.Reweight([0.5, 0.3, 0.2])[1], 1e-300);
        var target = new IdealSuppression { Favoured = [1], SuppressedPrior = 0.05 }.Reweight([0.5, 0.3, 0.2]);
        // δ = logit(0.7) − logit(0.05).
        var shift = Math.Log(0.7 / 0.3) - Math.Log(0.05 / 0.95);
        var shifted = new IdealSuppression { Favoured = [1], OddsShift = shift }.Reweight([0.5, 0.3, 0.2]);
        for (var m = 0; m < 3; m++)
        {
            Assert.AreEqual(shifted[m], target[m], 1e-15);
        }
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void Label_probabilities_are_the_reweighted_brute_force_sums(int k)
    {
        var mixture = TestMixtures.Tiny();
        var suppression = new IdealSuppression { Favoured = [0], OddsShift = 2 };
        var prior = suppression.Reweight(mixture.Prior);
        for (var i = 0; i < 6; i++)
        {
            var prompt = new PromptSampler(mixture, k, 9, Key).Sample(i);
            var document = suppression.DocumentLearner(mixture, 0.05).LabelProbabilities(prompt);
            var prompts = suppression.PromptLearner(mixture, k).LabelProbabilities(prompt);
            for (var j = 0; j < prompt.Labels.Length; j++)
            {
                var seen = prompt.Tokens[..(prompt.ScoredPositions[j] + 1)];
                Assert.AreEqual(Predict(prior, seen, prompt.Labels[j], (m, s) =>
                    BruteForce.Document(mixture.Components[m], s, 0.05)), document[j], 1e-12);
                Assert.AreEqual(Predict(prior, seen, prompt.Labels[j], (m, s) =>
                    BruteForce.Prompt((FactoredComponent)mixture.Components[m], s, k)), prompts[j], 1e-12);
            }
        }
    }

    [TestMethod]
    public void Posterior_odds_of_suppressed_against_favoured_fall_by_the_shift_after_every_symbol()
    {
        var mixture = TestMixtures.Tiny();
        const double shift = 1.25;
        var before = new DocumentLearner(mixture, 0.05);
        var after = new IdealSuppression { Favoured = [2], OddsShift = shift }.DocumentLearner(mixture, 0.05);
        var symbols = new PromptSampler(mixture, 3, 24, Key).Sample(0).Tokens;
        var (old, now) = (before.Trace(symbols).Posterior, after.Trace(symbols).Posterior);
        for (var t = 0; t <= symbols.Length; t++)
        {
            foreach (var suppressed in new[] { 0, 1 })
            {
                Assert.AreEqual(
                    Math.Log(old[t, suppressed] / old[t, 2]) - shift, Math.Log(now[t, suppressed] / now[t, 2]), 1e-9);
            }
        }
    }

    [TestMethod]
    public void A_suppressed_component_of_prior_0_never_returns()
    {
        var mixture = TestMixtures.Tiny();
        var learner = new IdealSuppression { Favoured = [0], OddsShift = double.PositiveInfinity }.DocumentLearner(mixture, 0.05);
        var alone = new DocumentLearner(new HmmMixture(mixture.VocabularySize, [mixture.Components[0]], [1]), 0.05);
        var prompt = new PromptSampler(mixture, 3, 60, Key).Sample(0, component: 2);
        var actual = learner.LabelProbabilities(prompt);
        var expected = alone.LabelProbabilities(prompt);
        for (var j = 0; j < actual.Length; j++)
        {
            Assert.AreEqual(expected[j], actual[j], 1e-12);
        }
    }

    [TestMethod]
    public void A_component_degraded_wholly_to_uniform_predicts_by_the_sizes_alone()
    {
        var mixture = GincMixture.Draw(
            new GincOptions { Components = 2, Entities = 2, Properties = 3, VocabularySize = 5, DistinctSymbols = true }, 3);
        var degraded = new ComponentDegradation { Components = [1], Share = 1, Target = DegradationTarget.Uniform }
            .Apply(mixture, favoured: [0]);
        Assert.AreSame(mixture.Components[0], degraded.Components[0]);
        var component = (FactoredComponent)degraded.Components[1];
        for (var from = 0; from < 6; from++)
        {
            for (var to = 0; to < 6; to++)
            {
                Assert.AreEqual(component.EntityTransitions[from / 3, to / 3] / 3, component.Transition(from, to), 1e-15);
            }
        }
    }

    [TestMethod]
    public void Averages_keep_what_components_share_and_take_the_probability_of_labels_down_in_step()
    {
        var mixture = TestMixtures.Tiny();
        var own = mixture.Components.Cast<FactoredComponent>().Select(c => c.PropertyTransitions).ToArray();
        foreach (var share in new[] { 0, 0.25, 1 })
        {
            var degraded = new IdealSuppression
            {
                Favoured = [1], OddsShift = 1, Degradation = new ComponentDegradation { Share = share },
            }.Apply(mixture);
            for (var row = 0; row < 3; row++)
            {
                for (var column = 0; column < 3; column++)
                {
                    var mean = (own[0][row, column] + own[1][row, column] + own[2][row, column]) / 3;
                    foreach (var m in new[] { 0, 1, 2 })
                    {
                        var expected = m == 1 ? own[m][row, column] : ((1 - share) * own[m][row, column]) + (share * mean);
                        var actual = ((FactoredComponent)degraded.Components[m]).PropertyTransitions[row, column];
                        Assert.AreEqual(expected, actual, 1e-15);
                    }
                }
            }
        }
    }

    [TestMethod]
    public void General_components_are_degraded_in_transitions_and_emissions()
    {
        var mixture = TestMixtures.General();
        var degraded = new ComponentDegradation { Components = [0], Share = 0.4, Target = DegradationTarget.Uniform }
            .Apply(mixture, favoured: [1]);
        for (var state = 0; state < 4; state++)
        {
            Assert.AreEqual(
                (0.6 * mixture.Components[0].Transition(state, 1)) + 0.1, degraded.Components[0].Transition(state, 1), 1e-15);
            Assert.AreEqual(
                (0.6 * mixture.Components[0].Emission(state, 2)) + 0.08, degraded.Components[0].Emission(state, 2), 1e-15);
        }
    }

    [TestMethod]
    public void Label_scores_are_the_probabilities_and_whether_no_symbol_is_above()
    {
        var mixture = TestMixtures.Tiny();
        var learner = new DocumentLearner(mixture, 0.05);
        for (var i = 0; i < 20; i++)
        {
            var prompt = new PromptSampler(mixture, 3, 24, Key).Sample(i);
            var scores = learner.ScoreLabels(prompt);
            var predictive = learner.Trace(prompt.Tokens).Predictive;
            CollectionAssert.AreEqual(
                learner.LabelProbabilities(prompt), scores.Select(s => s.Probability).ToArray(),
                Comparer<double>.Create((a, b) => Math.Abs(a - b) < 1e-12 ? 0 : a.CompareTo(b)));
            for (var j = 0; j < scores.Length; j++)
            {
                var row = TestMixtures.Row(predictive, prompt.ScoredPositions[j] + 1);
                Assert.AreEqual(Array.IndexOf(row, row.Max()) == prompt.Labels[j], scores[j].Correct);
            }
        }
    }

    [TestMethod]
    public void What_cannot_be_done_is_refused_in_a_line()
    {
        var mixture = TestMixtures.Tiny();
        (IdealSuppression Suppression, string Part)[] cases =
        [
            (new() { Favoured = [] }, "favoured"),
            (new() { Favoured = [0, 1, 2] }, "favoured"),
            (new() { Favoured = [3] }, "favoured: 3"),
            (new() { Favoured = [1, 1] }, "twice"),
            (new() { Favoured = [0], OddsShift = double.NaN }, "oddsShift"),
            (new() { Favoured = [0], SuppressedPrior = 1 }, "suppressedPrior: 1"),
            (new() { Favoured = [0], SuppressedPrior = 0.1, OddsShift = 1 }, "both"),
            (new() { Favoured = [0], Degradation = new() { Share = 1.5 } }, "1.5"),
            (new() { Favoured = [0], Degradation = new() { Share = 0.5, Components = [7] } }, "7"),
        ];
        foreach (var (suppression, part) in cases)
        {
            var message = Assert.ThrowsExactly<InputException>(() => suppression.Apply(mixture)).Message;
            StringAssert.Contains(message, part);
        }
        var gone = mixture.WithPrior([1, 0, 0]);
        Assert.ThrowsExactly<InputException>(() => new IdealSuppression { Favoured = [0], SuppressedPrior = 0.1 }.Apply(gone));
        Assert.ThrowsExactly<InputException>(() => new IdealSuppression { Favoured = [1], SuppressedPrior = 0.1 }.Apply(gone));
    }

    private static double Predict(double[] prior, int[] seen, int label, Func<int, int[], double> likelihood) =>
        prior.Select((weight, m) => weight * likelihood(m, [.. seen, label])).Sum()
        / prior.Select((weight, m) => weight * likelihood(m, seen)).Sum();
}
