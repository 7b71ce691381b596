using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Generators.Separability;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Tests.Separability;

[TestClass]
public sealed class ComponentDistanceTests
{
    private static readonly RandomKey s_key = RandomKey.FromSeed(3).Derive("distance-tests");

    /// <summary>One entity and a symbol for each property: every state can be read off its symbol.</summary>
    private static readonly HmmMixture s_visible = GincMixture.Draw(
        new GincOptions
        {
            Components = 3,
            Entities = 1,
            Properties = 6,
            VocabularySize = 6,
            DistinctSymbols = true,
            StartTemperature = 0.5,
            Separation = 0.6,
        },
        seed: 2);

    [TestMethod]
    public void Distances_of_visible_chains_are_their_closed_form()
    {
        foreach (var symbols in new[] { 1, 2, 40 })
        {
            var measured = ComponentDistance.Measure(s_visible, new() { Symbols = symbols, Documents = 400 }, s_key);
            for (var c = 0; c < 3; c++)
            {
                for (var d = 0; d < 3; d++)
                {
                    var exact = ClosedForm((FactoredComponent)s_visible.Components[c], (FactoredComponent)s_visible.Components[d], symbols);
                    Assert.AreEqual(exact, measured.Rates[c, d], (4 * measured.StandardErrors[c, d]) + 1e-12, $"{c}, {d}, {symbols} symbols");
                    Assert.IsTrue(c == d || exact > 0.01, "the chains differ");
                }
            }
        }
    }

    [TestMethod]
    public void Distances_of_hidden_chains_are_the_sum_over_all_documents()
    {
        var mixture = ComponentSeparation.Apply(TestMixtures.Tiny(), 0.7);
        const int Length = 5;
        var learner = new DocumentLearner(mixture, 0);
        var exact = new double[3, 3];
        for (var code = 0; code < 1 << (2 * Length); code++)
        {
            int[] document = [.. Enumerable.Range(0, Length).Select(t => (code >> (2 * t)) & 3)];
            var logs = learner.LogLikelihoods(document);
            for (var c = 0; c < 3; c++)
            {
                for (var d = 0; d < 3; d++)
                {
                    exact[c, d] += double.IsNegativeInfinity(logs[c]) ? 0 : Math.Exp(logs[c]) * (logs[c] - logs[d]) / Length;
                }
            }
        }
        var measured = ComponentDistance.Measure(mixture, new() { Symbols = Length, Documents = 4000 }, s_key);
        var mean = 0.0;
        for (var c = 0; c < 3; c++)
        {
            for (var d = 0; d < 3; d++)
            {
                Assert.AreEqual(exact[c, d], measured.Rates[c, d], (4 * measured.StandardErrors[c, d]) + 1e-12, $"{c}, {d}");
                mean += exact[c, d] / 6;
            }
        }
        Assert.AreEqual(mean, measured.Mean, 4 * measured.MeanStandardError);
        Assert.IsLessThan(0.05 * mean, measured.MeanStandardError);
    }

    [TestMethod]
    public void Distances_are_the_mean_log_likelihood_ratios_of_the_exact_learner()
    {
        var mixture = ComponentSeparation.Apply(TestMixtures.Ginc(), 0.5);
        var measured = ComponentDistance.Measure(mixture, new() { Symbols = 64, Documents = 60 }, s_key);
        var learner = new DocumentLearner(mixture, 0);
        var sampler = DocumentSampler.ForComponents(mixture, 64, s_key.Derive("others"), [0, 1, 0, 0, 0]);
        double[][] logs = [.. Enumerable.Range(0, 300).Select(i => learner.LogLikelihoods(sampler.Sample(i).Tokens))];
        foreach (var d in new[] { 0, 2, 3, 4 })
        {
            double[] ratios = [.. logs.Select(row => (row[1] - row[d]) / 64)];
            var mean = ratios.Average();
            var error = Math.Sqrt(ratios.Sum(r => (r - mean) * (r - mean)) / 299 / 300);
            Assert.AreEqual(mean, measured.Rates[1, d], 4 * Math.Sqrt((error * error) + Math.Pow(measured.StandardErrors[1, d], 2)), $"from {d}");
        }
    }

    [TestMethod]
    public void Documents_that_another_component_cannot_produce_are_infinitely_far()
    {
        int[,] memory = { { 0, 1, 2 } };
        FactoredComponent Chain(double[,] rows) => new([1, 0, 0], rows, new double[,] { { 1 } }, memory);
        var mixture = new HmmMixture(
            3,
            [
                Chain(new[,] { { 0, 0.5, 0.5 }, { 1, 0, 0 }, { 1, 0, 0 } }),
                Chain(new double[,] { { 0, 1, 0 }, { 1, 0, 0 }, { 1, 0, 0 } }),
            ],
            [0.5, 0.5]);
        var measured = ComponentDistance.Measure(mixture, new() { Symbols = 20, Documents = 50 }, s_key);
        Assert.AreEqual(double.PositiveInfinity, measured.Rates[0, 1]);
        Assert.IsTrue(double.IsNaN(measured.StandardErrors[0, 1]));
        // Ten of the twenty symbols are the one of two that the other component always takes.
        Assert.AreEqual(0.5 * Math.Log(2), measured.Rates[1, 0], 1e-12);
        Assert.AreEqual(0, measured.StandardErrors[1, 0], 1e-12);
        Assert.AreEqual(double.PositiveInfinity, measured.Mean);
        Assert.IsTrue(double.IsNaN(measured.MeanStandardError));
    }

    [TestMethod]
    public void Probabilities_too_small_for_doubles_are_counted_as_exactly_as_others()
    {
        // Each entity stays. Symbol 2 is property 1 or 2 of entity 0 and only property 2 of entity 1: it speaks against
        // entity 1 by a factor of 1e-8 each time under the second component, which a double holds for some forty of the
        // 120 symbols, and not under the first, from whose entity 1 symbol 1 may still come.
        int[,] memory = { { 0, 2, 2 }, { 0, 1, 2 } };
        FactoredComponent Chain(double[] row) => new(
            [.. Enumerable.Range(0, 6).Select(i => row[i % 3] / 2)],
            new[,] { { row[0], row[1], row[2] }, { row[0], row[1], row[2] }, { row[0], row[1], row[2] } },
            new double[,] { { 1, 0 }, { 0, 1 } }, memory);
        double[] first = [0.1, 1e-3, 0.899], second = [0.1, 0.9 - 1e-8, 1e-8];
        var mixture = new HmmMixture(3, [Chain(first), Chain(second)], [0.5, 0.5]);
        const int Length = 120;
        var measured = ComponentDistance.Measure(mixture, new() { Symbols = Length, Documents = 400 }, s_key);
        // Symbols are independent given the entity: with counts n of each, a document's ln p is ln(½ Σ_e Π p_e^n).
        double Log(double[] row, double zeros, double ones, double twos)
        {
            var (a, b) = ((ones > 0 ? double.NegativeInfinity : 0) + (twos * Math.Log(row[1] + row[2])), (ones * Math.Log(row[1])) + (twos * Math.Log(row[2])));
            var most = Math.Max(a, b);
            return (zeros * Math.Log(row[0])) + most + Math.Log((Math.Exp(a - most) + Math.Exp(b - most)) / 2);
        }
        var (exact, weight) = (0.0, 0.0);
        for (var ones = 0; ones <= Length; ones++)
        {
            for (var twos = 0; ones + twos <= Length; twos++)
            {
                var zeros = Length - ones - twos;
                var ways = MathNet.Numerics.SpecialFunctions.FactorialLn(Length) - MathNet.Numerics.SpecialFunctions.FactorialLn(zeros)
                    - MathNet.Numerics.SpecialFunctions.FactorialLn(ones) - MathNet.Numerics.SpecialFunctions.FactorialLn(twos);
                var log = Log(first, zeros, ones, twos);
                weight += Math.Exp(ways + log);
                exact += Math.Exp(ways + log) * (log - Log(second, zeros, ones, twos)) / Length;
            }
        }
        Assert.AreEqual(1, weight, 1e-9);
        Assert.AreEqual(exact, measured.Rates[0, 1], 4 * measured.StandardErrors[0, 1]);
        Assert.IsLessThan(0.2 * exact, measured.StandardErrors[0, 1]);
    }

    [TestMethod]
    public void The_forward_algorithm_in_logarithms_is_the_exact_learner()
    {
        foreach (var mixture in new[] { TestMixtures.Tiny(), TestMixtures.General() })
        {
            var learner = new DocumentLearner(mixture, 0);
            var (possible, impossible) = (0, 0);
            for (var code = 0; code < 1 << 10; code++)
            {
                int[] document = [.. Enumerable.Range(0, 5).Select(t => (code >> (2 * t)) & 3)];
                var (before, after) = (learner.LogLikelihood(document.AsSpan(0, 4), 0), learner.LogLikelihood(document, 0));
                var next = new LogForward(mixture.Components[0], document.AsSpan(0, 4)).LogNext(document[4]);
                if (double.IsFinite(after))
                {
                    Assert.AreEqual(after - before, next, 1e-10);
                    possible++;
                }
                else
                {
                    Assert.AreEqual(double.NegativeInfinity, next);
                    impossible++;
                }
            }
            Assert.IsTrue(possible > 50 && (impossible > 50 || !mixture.IsFactored), $"{possible} and {impossible}");
        }
    }

    [TestMethod]
    public void General_mixtures_are_measured_like_their_factored_form()
    {
        var mixture = ComponentSeparation.Apply(TestMixtures.Tiny(), 0.5);
        var options = new ComponentDistanceOptions { Symbols = 30, Documents = 400 };
        var factored = ComponentDistance.Measure(mixture, options, s_key);
        var general = ComponentDistance.Measure(TestMixtures.Dense(mixture), options, s_key.Derive("others"));
        Assert.AreEqual(
            factored.Mean, general.Mean, 4 * Math.Sqrt(Math.Pow(factored.MeanStandardError, 2) + Math.Pow(general.MeanStandardError, 2)));
    }

    [TestMethod]
    public void Equal_keys_give_equal_bits()
    {
        var options = new ComponentDistanceOptions { Symbols = 50, Documents = 40 };
        var (a, b) = (ComponentDistance.Measure(s_visible, options, s_key), ComponentDistance.Measure(s_visible, options, s_key));
        CollectionAssert.AreEqual(a.Rates, b.Rates);
        CollectionAssert.AreEqual(a.StandardErrors, b.StandardErrors);
        Assert.AreEqual((a.Mean, a.MeanStandardError), (b.Mean, b.MeanStandardError));
    }

    [TestMethod]
    public void Options_out_of_range_and_single_components_are_refused()
    {
        void Refused(HmmMixture mixture, ComponentDistanceOptions options, string message) => Assert.AreEqual(
            message, Assert.ThrowsExactly<InputException>(() => ComponentDistance.Measure(mixture, options, s_key)).Message);
        Refused(s_visible, new() { Symbols = 0 }, "symbols: 0; 1 or more are allowed");
        Refused(s_visible, new() { Documents = 1 }, "documents: 1; 2 or more are allowed");
        Refused(GincMixture.Draw(new GincOptions { Components = 1 }, 1), new(), "components: 1; a distance needs at least 2");
    }

    /// <summary>(KL of the starts + Σ_t Σ_i μ_t(i) KL of the rows i) / T, with μ_t the distribution of state t under c.</summary>
    private static double ClosedForm(FactoredComponent c, FactoredComponent d, int symbols)
    {
        double[] at = [.. c.Start];
        var sum = Enumerable.Range(0, 6).Sum(i => Term(c.Start[i], d.Start[i]));
        for (var t = 1; t < symbols; t++)
        {
            sum += Enumerable.Range(0, 6).Sum(i => at[i] * Enumerable.Range(0, 6).Sum(j => Term(c.PropertyTransitions[i, j], d.PropertyTransitions[i, j])));
            at = [.. Enumerable.Range(0, 6).Select(j => Enumerable.Range(0, 6).Sum(i => at[i] * c.PropertyTransitions[i, j]))];
        }
        return sum / symbols;

        static double Term(double p, double q) => p > 0 ? p * Math.Log(p / q) : 0;
    }
}
