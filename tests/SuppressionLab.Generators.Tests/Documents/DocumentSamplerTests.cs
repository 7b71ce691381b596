using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Tests.Documents;

[TestClass]
public sealed class DocumentSamplerTests
{
    private const double FamilyWiseLevel = 0.001;
    private static readonly RandomKey Key = RandomKey.FromSeed(21);

    [TestMethod]
    public void Starts_and_moves_of_every_component_pass_chi_square_tests()
    {
        var mixture = WithVisibleStates(TestMixtures.Ginc());
        var pValues = new List<double>();
        for (var m = 0; m < mixture.Components.Count; m++)
        {
            var component = (FactoredComponent)mixture.Components[m];
            var counts = Count(mixture, m, documents: 20_000, symbols: 25);
            pValues.Add(ChiSquare.PValue(counts.Start, component.Start));
            for (var row = 0; row < 10; row++)
            {
                pValues.Add(ChiSquare.PValue(counts.Property[row], TestMixtures.Row(component.PropertyTransitions, row)));
                pValues.Add(ChiSquare.PValue(counts.Entity[row], TestMixtures.Row(component.EntityTransitions, row)));
            }
        }
        Assert.HasCount(105, pValues);
        Assert.IsGreaterThan(FamilyWiseLevel / pValues.Count, pValues.Min());
    }

    [TestMethod]
    public void Joint_moves_follow_the_kronecker_product()
    {
        var mixture = WithVisibleStates(TestMixtures.Ginc(4));
        var dense = ((FactoredComponent)mixture.Components[0]).ToGeneral(mixture.VocabularySize);
        var counts = Count(mixture, 0, documents: 20_000, symbols: 25).Joint;
        var pValues = counts.Select((row, from) => ChiSquare.PValue(row, TestMixtures.Row(dense.Transitions, from))).ToArray();
        Assert.HasCount(100, pValues);
        Assert.IsGreaterThan(FamilyWiseLevel / 100, pValues.Min());
    }

    [TestMethod]
    public void Chi_square_tests_reject_another_component()
    {
        var mixture = WithVisibleStates(TestMixtures.Ginc());
        var counts = Count(mixture, 0, documents: 2_000, symbols: 25);
        var other = (FactoredComponent)mixture.Components[1];
        for (var row = 0; row < 10; row++)
        {
            Assert.IsLessThan(1e-12, ChiSquare.PValue(counts.Property[row], TestMixtures.Row(other.PropertyTransitions, row)));
        }
    }

    [TestMethod]
    public void General_components_pass_chi_square_tests()
    {
        var mixture = TestMixtures.General();
        for (var m = 0; m < 2; m++)
        {
            var component = (GeneralComponent)mixture.Components[m];
            var sampler = DocumentSampler.ForComponents(mixture, 3, Key, m == 0 ? [1, 0] : [0, 1]);
            var counts = new long[125];
            for (var i = 0; i < 200_000; i++)
            {
                var tokens = sampler.Sample(i).Tokens;
                counts[(tokens[0] * 25) + (tokens[1] * 5) + tokens[2]]++;
            }
            double[] expected = [.. Enumerable.Range(0, 125).Select(triple =>
                BruteForce.Document(component, [triple / 25, triple / 5 % 5, triple % 5], 0))];
            Assert.IsGreaterThan(FamilyWiseLevel / 2, ChiSquare.PValue(counts, expected));
        }
    }

    [TestMethod]
    public void Components_follow_the_prior_and_zero_weights_never_speak()
    {
        var mixture = TestMixtures.Tiny();
        foreach (double[] weights in new double[][] { [0.5, 0.3, 0.2], [0, 0.9, 0.1], [0, 0, 1] })
        {
            var sampler = DocumentSampler.ForComponents(mixture, 1, Key, weights);
            var counts = new long[3];
            for (var i = 0; i < 20_000; i++)
            {
                counts[sampler.Sample(i).Component!.Value]++;
            }
            Assert.IsGreaterThan(FamilyWiseLevel / 3, ChiSquare.PValue(counts, weights));
        }
    }

    [TestMethod]
    public void Document_i_does_not_depend_on_order_threads_or_buffer()
    {
        var mixture = TestMixtures.Ginc();
        var sampler = new DocumentSampler(mixture, 50, Key);
        var documents = Enumerable.Range(0, 200).Select(i => sampler.Sample(i)).ToArray();
        var again = new Document[200];
        Parallel.For(0, 200, i => again[199 - i] = new DocumentSampler(mixture, 50, Key).Sample(199 - i));
        var buffer = new int[20];
        for (var i = 0; i < 200; i++)
        {
            CollectionAssert.AreEqual(documents[i].Tokens, again[i].Tokens);
            Assert.AreEqual(documents[i].Component, sampler.Sample(i, buffer));
            CollectionAssert.AreEqual(documents[i].Tokens[..20], buffer);
        }
        var distinct = documents.Select(d => string.Join(' ', d.Tokens)).Distinct().Count();
        Assert.AreEqual(200, distinct);
    }

    [TestMethod]
    public void Other_keys_give_other_documents()
    {
        var mixture = TestMixtures.Ginc();
        var left = new DocumentSampler(mixture, 50, Key.Derive("a")).Sample(0);
        var right = new DocumentSampler(mixture, 50, Key.Derive("b")).Sample(0);
        CollectionAssert.AreNotEqual(left.Tokens, right.Tokens);
    }

    [TestMethod]
    public void Lengths_that_are_not_positive_are_refused()
    {
        var error = Assert.ThrowsExactly<InputException>(() => new DocumentSampler(TestMixtures.Tiny(), 0, Key));
        Assert.AreEqual("symbols: 0; a document has at least 1", error.Message);
    }

    /// <summary>The same components with a memory in which every state emits its own index.</summary>
    private static HmmMixture WithVisibleStates(HmmMixture mixture)
    {
        var memory = new int[10, 10];
        for (var state = 0; state < 100; state++)
        {
            memory[state / 10, state % 10] = state;
        }
        var components = mixture.Components.Cast<FactoredComponent>()
            .Select(c => new FactoredComponent(c.Start, c.PropertyTransitions, c.EntityTransitions, memory));
        return new HmmMixture(100, [.. components], mixture.Prior);
    }

    private static (long[] Start, long[][] Property, long[][] Entity, long[][] Joint) Count(
        HmmMixture mixture, int component, int documents, int symbols)
    {
        var weights = new double[mixture.Components.Count];
        weights[component] = 1;
        var sampler = DocumentSampler.ForComponents(mixture, symbols, Key.Derive(component), weights);
        var start = new long[100];
        var (property, entity, joint) = (Rows(10), Rows(10), Rows(100));
        var states = new int[symbols];
        for (var i = 0; i < documents; i++)
        {
            Assert.AreEqual(component, sampler.Sample(i, states));
            start[states[0]]++;
            for (var t = 1; t < symbols; t++)
            {
                property[states[t - 1] % 10][states[t] % 10]++;
                entity[states[t - 1] / 10][states[t] / 10]++;
                joint[states[t - 1]][states[t]]++;
            }
        }
        return (start, property, entity, joint);
    }

    private static long[][] Rows(int size) => [.. Enumerable.Range(0, size).Select(_ => new long[size])];
}
