using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.PriorEstimation;
using SuppressionLab.Generators.Suppression;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Tests.PriorEstimation;

[TestClass]
public sealed class DocumentPriorTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(31);

    [TestMethod]
    public void The_prior_of_drawn_documents_is_that_of_the_mixture_within_its_errors()
    {
        var mixture = TestMixtures.Tiny();
        foreach (var prior in new double[][] { [0.5, 0.3, 0.2], [0.9, 0.07, 0.03], [0.98, 0.02, 0] })
        {
            var estimate = DocumentPrior.Estimate(Documents(mixture, prior, 4_000), mixture, Key.Derive("reference"));
            for (var m = 0; m < 3; m++)
            {
                var (low, high) = estimate.Weights!.Interval([m], 0.9999);
                Assert.IsTrue(low <= prior[m] && prior[m] <= high, $"{prior[m]} in [{low}, {high}]");
            }
            // Documents below every threshold are below their own: a share of .01 at most, but for noise.
            Assert.IsLessThan(0.01 + (4 * Math.Sqrt(0.01 * 0.99 / 4_000)), estimate.UnexplainedShare);
        }
    }

    [TestMethod]
    public void Thresholds_leave_the_reference_share_of_a_components_own_documents_below()
    {
        var mixture = new HmmMixture(4, [TestMixtures.Tiny().Components[0]], [1]);
        var options = new DocumentPriorOptions { ReferenceShare = 0.1, ReferenceDocuments = 5_000 };
        var estimate = DocumentPrior.Estimate(Documents(mixture, [1], 4_000), mixture, Key.Derive("reference"), options);
        Assert.AreEqual(0.1, estimate.UnexplainedShare, 4 * Math.Sqrt(0.1 * 0.9 * ((1 / 4_000.0) + (1 / 5_000.0))));
        Assert.AreEqual(1, estimate.MeanCertainty);
    }

    [TestMethod]
    public void Noise_and_damaged_components_are_not_explained()
    {
        var mixture = TestMixtures.Ginc();
        var stream = Key.Derive("noise").Open();
        var noise = Enumerable.Range(0, 200)
            .Select(_ => Enumerable.Range(0, 48).Select(_ => stream.NextInt32(mixture.VocabularySize)).ToArray()).ToList();
        // Some symbols are in no state's memory: such documents are impossible, and unexplained all the more.
        Assert.AreEqual(1, DocumentPrior.Estimate(noise, mixture, Key).UnexplainedShare);
        var missing = Enumerable.Range(0, 50).Except(mixture.Memory!.Cast<int>()).First();
        var impossible = DocumentPrior.Estimate([[missing, missing]], mixture, Key);
        Assert.IsNull(impossible.Weights);
        Assert.AreEqual(1, impossible.UnexplainedShare);
        var damaged = new ComponentDegradation { Share = 0.5, Target = DegradationTarget.Uniform }.Apply(mixture, []);
        var share = DocumentPrior.Estimate(Documents(damaged, mixture.Prior, 400, 48), mixture, Key).UnexplainedShare;
        Assert.IsGreaterThan(0.5, share);
    }

    [TestMethod]
    public void What_cannot_be_estimated_is_refused_in_a_line()
    {
        var mixture = TestMixtures.Tiny();
        Assert.ThrowsExactly<InputException>(() => DocumentPrior.Estimate([], mixture, Key));
        Assert.ThrowsExactly<InputException>(() => DocumentPrior.Estimate([[1, 2], [1]], mixture, Key));
        Assert.ThrowsExactly<InputException>(() => DocumentPrior.Estimate([[9]], mixture, Key));
        foreach (var options in new DocumentPriorOptions[]
        {
            new() { Smoothing = 2 }, new() { ReferenceDocuments = 10 }, new() { ReferenceShare = 0 },
        })
        {
            Assert.ThrowsExactly<InputException>(() => DocumentPrior.Estimate([[1]], mixture, Key, options));
        }
    }

    private static List<int[]> Documents(HmmMixture mixture, IReadOnlyList<double> prior, int count, int length = 30)
    {
        var sampler = DocumentSampler.ForComponents(mixture, length, Key.Derive("documents"), prior);
        return [.. Enumerable.Range(0, count).Select(i => sampler.Sample(i).Tokens)];
    }
}
