using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Sampling;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Tests.Sampling;

[TestClass]
public sealed class ContinuationSamplerTests
{
    private const int Samples = 40_000;
    private const double LeastPValue = 0.001;

    [TestMethod]
    [DataRow(0, 1)]
    [DataRow(1, 3)]
    [DataRow(2, 4)]
    public void Continuations_of_a_factored_component_follow_the_sum_over_all_paths(int component, int beginning)
    {
        var mixture = TestMixtures.Tiny(3);
        var symbols = new int[beginning];
        ComponentSampler.Create(mixture.Components[component]).Sample(RandomKey.FromSeed(2).Open(), symbols);
        CheckAgainstPaths(mixture, component, symbols, smoothing: 0, length: 2);
    }

    [TestMethod]
    [DataRow(0, new[] { 4, 1 })]
    [DataRow(1, new[] { 0, 2, 2 })]
    public void Continuations_of_a_general_component_follow_the_sum_over_all_paths(int component, int[] beginning) =>
        CheckAgainstPaths(TestMixtures.General(), component, beginning, smoothing: 0, length: 2);

    [TestMethod]
    public void A_beginning_that_is_possible_is_continued_without_smoothing() =>
        CheckAgainstPaths(TestMixtures.General(), 1, [0, 2, 2], smoothing: 0.9, length: 2, smoothed: 0);

    [TestMethod]
    public void An_impossible_beginning_is_continued_from_the_smoothed_posterior()
    {
        var mixture = Chain();
        var sampler = new ContinuationSampler(mixture.Components[0], mixture.VocabularySize, 0);
        Assert.IsFalse(sampler.TrySample(RandomKey.FromSeed(1).Open(), [0, 0, 2], new int[2]));
        CheckAgainstPaths(mixture, 0, [0, 0, 2], smoothing: 0.2, length: 2, smoothed: 0.2);
    }

    [TestMethod]
    public void A_symbol_that_no_state_emits_has_no_continuation_whatever_the_smoothing()
    {
        var mixture = Chain();
        var sampler = new ContinuationSampler(mixture.Components[0], mixture.VocabularySize, 1);
        Assert.IsFalse(sampler.TrySample(RandomKey.FromSeed(1).Open(), [0, 3], new int[2]));
    }

    /// <summary>States 0 and 1 both show 0, state 2 shows 1 or 2; 0 never stays, so that 0, 0, 2 has a jump in it.</summary>
    private static HmmMixture Chain() => new(
        4,
        [
            new GeneralComponent(
                [0.7, 0.3, 0],
                new double[,] { { 0, 0, 1 }, { 0, 0, 1 }, { 0.3, 0.5, 0.2 } },
                new double[,] { { 1, 0, 0, 0 }, { 1, 0, 0, 0 }, { 0, 0.4, 0.6, 0 } }),
        ],
        [1]);

    private static void CheckAgainstPaths(
        HmmMixture mixture, int component, int[] beginning, double smoothing, int length, double smoothed = 0)
    {
        var hmm = mixture.Components[component];
        var sampler = new ContinuationSampler(hmm, mixture.VocabularySize, smoothing);
        var cells = (int)Math.Pow(mixture.VocabularySize, length);
        var counts = new long[cells];
        var stream = RandomKey.FromSeed(11).Derive("continuations").Open();
        var symbols = new int[length];
        for (var i = 0; i < Samples; i++)
        {
            Assert.IsTrue(sampler.TrySample(stream, beginning, symbols));
            counts[symbols.Aggregate(0, (cell, symbol) => (cell * mixture.VocabularySize) + symbol)]++;
        }
        var joint = Enumerable.Range(0, cells)
            .Select(cell => BruteForce.Continuation(hmm, beginning, Digits(cell, mixture.VocabularySize, length), smoothed))
            .ToArray();
        Assert.IsGreaterThan(0.0, joint.Sum());
        // A test without a choice between continuations could not fail.
        Assert.IsGreaterThan(2, joint.Count(p => p > 0));
        Assert.IsGreaterThan(LeastPValue, ChiSquare.PValue(counts, [.. joint.Select(p => p / joint.Sum())]));
    }

    private static int[] Digits(int cell, int radix, int length)
    {
        var digits = new int[length];
        for (var i = length - 1; i >= 0; i--)
        {
            (cell, digits[i]) = Math.DivRem(cell, radix);
        }
        return digits;
    }
}
