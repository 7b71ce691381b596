using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Generators.Tests.Mixtures;

[TestClass]
public sealed class GincMixtureTests
{
    private static readonly GincOptions Small = new()
    {
        Components = 3,
        Entities = 4,
        Properties = 6,
        VocabularySize = 21,
        PropertyTemperature = 0.05,
        DistinctSymbols = true,
        SharedDelimiterRow = true,
        DelimiterHazard = 0.15,
        DisjointModes = true,
    };

    [TestMethod]
    public void Defaults_are_the_published_family()
    {
        var mixture = GincMixture.Draw(new GincOptions(), 1);
        Assert.AreEqual(50, mixture.VocabularySize);
        Assert.HasCount(5, mixture.Components);
        CollectionAssert.AreEqual(new[] { 0.2, 0.2, 0.2, 0.2, 0.2 }, mixture.Prior.ToArray());
        var first = (FactoredComponent)mixture.Components[0];
        for (var e = 0; e < 10; e++)
        {
            Assert.AreEqual(0, first.Memory[e, 0]);
            // 0.9·I + 0.1·mix.
            Assert.IsGreaterThanOrEqualTo(0.9, first.EntityTransitions[e, e]);
        }
        Assert.IsTrue(first.Memory.Cast<int>().All(symbol => symbol is >= 0 and < 50));
        foreach (var component in mixture.Components.Cast<FactoredComponent>())
        {
            CollectionAssert.AreEqual(first.EntityTransitions, component.EntityTransitions);
            AssertDoublyStochastic(component.PropertyTransitions);
            AssertDoublyStochastic(component.EntityTransitions);
            // softmax of u in a range of 1 at temperature 10: no two starts differ by more than e^0.1.
            Assert.IsLessThanOrEqualTo(Math.Exp(0.1) + 1e-12, component.Start.Max() / component.Start.Min());
        }
        CollectionAssert.AreNotEqual(first.PropertyTransitions, ((FactoredComponent)mixture.Components[1]).PropertyTransitions);
    }

    [TestMethod]
    public void Permutation_weights_have_the_softmax_spread()
    {
        // With one permutation's weight w, entries are sums of weights: all at least the smallest, and at temperature τ
        // no weight exceeds another by more than e^(1/τ).
        var hot = (FactoredComponent)GincMixture.Draw(new GincOptions { PropertyTemperature = 1e6 }, 1).Components[0];
        foreach (var entry in hot.PropertyTransitions)
        {
            // Equal weights: every entry is a multiple of 1/P.
            Assert.AreEqual(Math.Round(entry * 10), entry * 10, 1e-5);
        }
    }

    [TestMethod]
    public void Equal_seeds_give_equal_bits_and_streams_do_not_disturb_each_other()
    {
        var mixture = GincMixture.Draw(new GincOptions(), 1);
        var again = GincMixture.Draw(new GincOptions { Components = 2, EntityTemperature = 0.5 }, 1);
        var other = GincMixture.Draw(new GincOptions(), 2);
        var (a, b, c) = (First(mixture), First(again), First(other));
        CollectionAssert.AreEqual(a.PropertyTransitions, b.PropertyTransitions);
        CollectionAssert.AreEqual(a.Memory, b.Memory);
        CollectionAssert.AreEqual(a.Start.ToArray(), b.Start.ToArray());
        CollectionAssert.AreNotEqual(a.EntityTransitions, b.EntityTransitions);
        CollectionAssert.AreNotEqual(a.PropertyTransitions, c.PropertyTransitions);
        CollectionAssert.AreNotEqual(a.Memory, c.Memory);
    }

    [TestMethod]
    public void Small_setting_keeps_its_promises_at_every_seed()
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var mixture = GincMixture.Draw(Small, seed);
            var components = mixture.Components.Cast<FactoredComponent>().ToArray();
            Assert.AreEqual(20, mixture.Memory!.Cast<int>().Where(symbol => symbol > 0).Distinct().Count());
            foreach (var component in components)
            {
                CollectionAssert.AreEqual(new[] { 0, 0.2, 0.2, 0.2, 0.2, 0.2 }, TestMixtures.Row(component.PropertyTransitions, 0));
                var mean = 0.0;
                for (var row = 1; row < 6; row++)
                {
                    Assert.AreEqual(0.15, component.PropertyTransitions[row, 0]);
                    mean += TestMixtures.Row(component.PropertyTransitions, row)[1..].Max() / 0.85 / 5;
                }
                Assert.IsTrue(mean is >= 0.75 - 1e-12 and <= 0.92 + 1e-12);
            }
            for (var row = 1; row < 6; row++)
            {
                var modes = components.Select(c => Mode(TestMixtures.Row(c.PropertyTransitions, row)[1..])).ToArray();
                CollectionAssert.AllItemsAreUnique(modes);
            }
        }
    }

    [TestMethod]
    public void Dense_transitions_are_the_kronecker_product()
    {
        var component = (FactoredComponent)TestMixtures.Tiny().Components[0];
        var dense = component.ToGeneral(4).Transitions;
        for (var e = 0; e < 2; e++)
        {
            for (var p = 0; p < 3; p++)
            {
                for (var to = 0; to < 6; to++)
                {
                    var expected = component.EntityTransitions[e, to / 3] * component.PropertyTransitions[p, to % 3];
                    Assert.AreEqual(expected, dense[(e * 3) + p, to]);
                }
            }
        }
    }

    [TestMethod]
    public void Most_likely_next_is_the_first_largest_entry_of_the_dense_row()
    {
        foreach (var component in TestMixtures.Ginc().Components.Cast<FactoredComponent>())
        {
            var dense = component.ToGeneral(50).Transitions;
            for (var state = 0; state < 100; state++)
            {
                Assert.AreEqual(Mode(TestMixtures.Row(dense, state)), component.MostLikelyNext(state));
            }
        }
        var tied = new FactoredComponent([0.5, 0.5], new[,] { { 0.5, 0.5 }, { 0.5, 0.5 } }, new double[,] { { 1 } }, new[,] { { 0, 1 } });
        Assert.AreEqual(0, tied.MostLikelyNext(1));
    }

    [TestMethod]
    public void Options_round_trip_as_json_and_unknown_fields_are_refused()
    {
        var read = StrictJson.Parse<GincOptions>(StrictJson.Format(Small), "plan");
        Assert.AreEqual(StrictJson.Format(Small), StrictJson.Format(read));
        Assert.ThrowsExactly<InputException>(() => StrictJson.Parse<GincOptions>("{\"hazard\":1}", "plan"));
    }

    [TestMethod]
    public void Options_out_of_range_are_named()
    {
        Refused(new GincOptions { Components = 0 }, "components: 0; allowed: 1 to 10000");
        Refused(new GincOptions { Properties = 1 }, "properties: 1; allowed: 2 to 1000");
        Refused(new GincOptions { PropertyTemperature = 0 }, "propertyTemperature: 0; allowed: a positive number");
        Refused(new GincOptions { EntityStay = 1.5 }, "entityStay: 1.5; allowed: a number in [0, 1]");
        Refused(new GincOptions { DelimiterHazard = 1 }, "delimiterHazard: 1; allowed: a number in [0, 1)");
        Refused(new GincOptions { Prior = [1, 0] }, "prior: 2 weights; 5 components need as many");
        Refused(new GincOptions { DistinctSymbols = true }, "vocabularySize: 50; distinctSymbols needs entities·(properties − 1) + 1 = 91");
        Refused(Small with { Components = 6 }, "components: 6; disjointModes allows at most 5");
        Refused(Small with { ModeProbabilityRange = [0.9] }, "modeProbabilityRange: must be two numbers");
        Refused(Small with { ModeProbabilityRange = [0.9999, 1] , PropertyTemperature = 100 }, "disjointModes: no draw has");
    }

    private static void Refused(GincOptions options, string message)
    {
        var error = Assert.ThrowsExactly<InputException>(() => GincMixture.Draw(options, 1));
        StringAssert.StartsWith(error.Message, message);
    }

    private static FactoredComponent First(HmmMixture mixture) => (FactoredComponent)mixture.Components[0];

    private static int Mode(double[] row) => Array.IndexOf(row, row.Max());

    private static void AssertDoublyStochastic(double[,] matrix)
    {
        for (var i = 0; i < matrix.GetLength(0); i++)
        {
            Assert.AreEqual(1, TestMixtures.Row(matrix, i).Sum(), 1e-12);
            Assert.AreEqual(1, Enumerable.Range(0, matrix.GetLength(0)).Sum(row => matrix[row, i]), 1e-12);
        }
    }
}
