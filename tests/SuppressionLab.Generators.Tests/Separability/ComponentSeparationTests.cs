using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Separability;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Tests.Separability;

[TestClass]
public sealed class ComponentSeparationTests
{
    private static readonly RandomKey s_key = RandomKey.FromSeed(4).Derive("separation-tests");

    private static readonly GincOptions s_small = new()
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
    public void At_one_the_mixture_has_its_own_bits_and_at_zero_components_have_one_anothers()
    {
        var drawn = GincMixture.Draw(s_small, 1);
        AssertSame(Of(drawn), Of(GincMixture.Draw(s_small with { Separation = 1 }, 1)));
        var equal = Of(GincMixture.Draw(s_small with { Separation = 0 }, 1));
        AssertSame([equal[0], equal[0], equal[0]], equal);
        CollectionAssert.AreNotEqual(Of(drawn)[0].PropertyTransitions, equal[0].PropertyTransitions);
        Assert.AreEqual(0, ComponentDistance.Measure(ComponentSeparation.Apply(drawn, 0), new() { Documents = 5 }, s_key).Mean);
    }

    [TestMethod]
    public void Between_them_every_probability_is_on_the_line_from_the_centre_to_its_own()
    {
        var (own, mixed) = (Of(TestMixtures.Ginc()), Of(ComponentSeparation.Apply(TestMixtures.Ginc(), 0.3)));
        var centre = Of(ComponentSeparation.Apply(TestMixtures.Ginc(), 0))[0];
        for (var c = 0; c < own.Length; c++)
        {
            for (var state = 0; state < own[c].StateCount; state++)
            {
                Assert.AreEqual((0.7 * own.Average(x => x.Start[state])) + (0.3 * own[c].Start[state]), mixed[c].Start[state], 1e-15);
            }
            for (var p = 0; p < 100; p++)
            {
                Assert.AreEqual(
                    (0.7 * centre.PropertyTransitions[p / 10, p % 10]) + (0.3 * own[c].PropertyTransitions[p / 10, p % 10]),
                    mixed[c].PropertyTransitions[p / 10, p % 10], 1e-15);
            }
        }
    }

    [TestMethod]
    public void The_centre_is_the_mean_with_the_most_likely_moves_of_a_row_levelled()
    {
        var own = Of(TestMixtures.Ginc());
        var centre = Of(ComponentSeparation.Apply(TestMixtures.Ginc(), 0))[0];
        for (var row = 0; row < 10; row++)
        {
            var level = TestMixtures.Row(centre.PropertyTransitions, row).Max();
            foreach (var component in own)
            {
                Assert.AreEqual(level, centre.PropertyTransitions[row, Mode(component, row)], 1e-15);
            }
            for (var column = 0; column < 10; column++)
            {
                var mean = own.Average(x => x.PropertyTransitions[row, column]);
                var isLevel = Math.Abs(centre.PropertyTransitions[row, column] - level) < 1e-12;
                Assert.IsTrue(isLevel || Math.Abs(centre.PropertyTransitions[row, column] - mean) < 1e-15, $"{row}, {column}");
            }
        }
    }

    [TestMethod]
    public void Most_likely_moves_stay_every_components_own_however_close_they_are()
    {
        foreach (var options in new[] { s_small, new GincOptions(), new GincOptions { PropertyTemperature = 0.5, Components = 9 } })
        {
            for (var seed = 0UL; seed < 5; seed++)
            {
                var drawn = Of(GincMixture.Draw(options, seed));
                foreach (var separation in new[] { 0.001, 0.1, 0.7 })
                {
                    var mixed = Of(GincMixture.Draw(options with { Separation = separation }, seed));
                    for (var c = 0; c < drawn.Length; c++)
                    {
                        for (var row = 0; row < options.Properties; row++)
                        {
                            Assert.AreEqual(Mode(drawn[c], row), Mode(mixed[c], row), $"seed {seed}, s {separation}, component {c}, row {row}");
                        }
                    }
                }
            }
        }
    }

    [TestMethod]
    public void What_components_share_keeps_its_bits()
    {
        var (drawn, mixed) = (GincMixture.Draw(s_small, 1), GincMixture.Draw(s_small with { Separation = 0.2 }, 1));
        CollectionAssert.AreEqual(drawn.Memory, mixed.Memory);
        CollectionAssert.AreEqual(drawn.Prior.ToArray(), mixed.Prior.ToArray());
        foreach (var component in Of(mixed))
        {
            CollectionAssert.AreEqual(Of(drawn)[0].EntityTransitions, component.EntityTransitions);
            CollectionAssert.AreEqual(TestMixtures.Row(Of(drawn)[0].PropertyTransitions, 0), TestMixtures.Row(component.PropertyTransitions, 0));
            Assert.IsTrue(Enumerable.Range(1, 5).All(row => component.PropertyTransitions[row, 0] == 0.15));
        }
    }

    [TestMethod]
    public void Distance_grows_with_separation_and_as_its_square_at_first()
    {
        foreach (var mixture in new[] { GincMixture.Draw(s_small, 1), TestMixtures.Tiny() })
        {
            double At(double s) => ComponentDistance.Measure(
                ComponentSeparation.Apply(mixture, s), new() { Symbols = 100, Documents = 60 }, s_key).Mean;
            double[] distances = [.. new[] { 0, 0.01, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99 }.Select(At)];
            Assert.IsTrue(distances.Zip(distances.Skip(1)).All(pair => pair.First < pair.Second), string.Join(' ', distances));
            Assert.AreEqual(4, distances[2] / distances[1], 0.1);
        }
    }

    [TestMethod]
    [DataRow(0.002)]
    [DataRow(0.05)]
    [DataRow(0.5)]
    [DataRow(3.0)]
    public void A_distance_asked_for_is_reached_within_one_percent(double distance)
    {
        // Measured on streams of its own, on documents of another length; the first symbol says next to nothing here.
        var mixture = GincMixture.Draw(s_small with { Distance = distance }, 1);
        var measured = ComponentDistance.Measure(mixture, new() { Symbols = 512, Documents = 100 }, s_key);
        Assert.IsLessThan(0.002 * distance, measured.MeanStandardError);
        Assert.AreEqual(distance, measured.Mean, 0.01 * distance);
    }

    [TestMethod]
    public void Equal_arguments_reach_equal_bits_and_say_where()
    {
        var mixture = TestMixtures.Tiny();
        var (a, b) = (ComponentSeparation.Reach(mixture, 0.02, s_key), ComponentSeparation.Reach(mixture, 0.02, s_key));
        Assert.AreEqual(a.Separation, b.Separation);
        AssertSame(Of(a.Mixture), Of(b.Mixture));
        AssertSame(Of(ComponentSeparation.Apply(mixture, a.Separation)), Of(a.Mixture));
        Assert.AreEqual(0.02, a.Distance.Mean, 1e-5);
        Assert.AreEqual(0, ComponentSeparation.Reach(mixture, 0, s_key).Separation);
    }

    [TestMethod]
    public void The_largest_distance_is_reached_and_more_is_refused_with_what_there_is()
    {
        var mixture = ComponentSeparation.Apply(TestMixtures.Tiny(), 0.5);
        var error = Assert.ThrowsExactly<InputException>(() => ComponentSeparation.Reach(mixture, 5, s_key));
        StringAssert.StartsWith(error.Message, "distance: 5 nats a symbol; this mixture's components are at most 0.");
        var largest = ComponentSeparation.Apply(mixture, 1);
        var most = double.Parse(error.Message.Split(' ')[^2], System.Globalization.CultureInfo.InvariantCulture);
        Assert.AreEqual(ComponentDistance.Measure(largest, new() { Documents = 1000 }, s_key.Derive("others")).Mean, most, 0.01 * most);
        Assert.AreEqual(1, ComponentSeparation.Reach(mixture, most, s_key).Separation, 1e-3);
        // Components that exclude each other's documents are infinitely far at 1, not below.
        StringAssert.StartsWith(
            Assert.ThrowsExactly<InputException>(() => ComponentSeparation.Reach(GincMixture.Draw(s_small, 1), 1000, s_key)).Message,
            "distance: 1000 nats a symbol; this mixture's components are at most ");
    }

    [TestMethod]
    public void Plans_name_either_and_older_ones_read_and_write_as_before()
    {
        var read = StrictJson.Parse<GincOptions>("{\"components\":3,\"distance\":0.05}", "plan");
        Assert.AreEqual(0.05, read.Distance);
        Assert.AreEqual(0.4, StrictJson.Parse<GincOptions>("{\"separation\":0.4}", "plan").Separation);
        // Keys of stored artefacts are made from this text.
        var text = StrictJson.FormatLine(new GincOptions());
        Assert.IsFalse(text.Contains("separation", StringComparison.Ordinal) || text.Contains("distance", StringComparison.Ordinal), text);
    }

    [TestMethod]
    public void What_cannot_be_separated_is_refused_by_name()
    {
        void Refused(Action act, string message) => Assert.AreEqual(message, Assert.ThrowsExactly<InputException>(act).Message);
        Refused(() => GincMixture.Draw(new GincOptions { Separation = 1.5 }, 1), "separation: 1.5; allowed: a number in [0, 1]");
        Refused(() => GincMixture.Draw(new GincOptions { Distance = -1 }, 1), "distance: -1; allowed: a number of nats a symbol, at least 0");
        Refused(() => GincMixture.Draw(new GincOptions { Distance = 1, Separation = 1 }, 1), "distance and separation: both given; one of them is allowed");
        Refused(() => GincMixture.Draw(new GincOptions { Distance = 1, Components = 1 }, 1), "components: 1; a distance needs at least 2");
        Refused(() => ComponentSeparation.Apply(TestMixtures.General(), 0.5), "separation: a factored (GINC) mixture is needed; this one is general");
    }

    private static int Mode(FactoredComponent component, int row)
    {
        var values = TestMixtures.Row(component.PropertyTransitions, row);
        return Array.IndexOf(values, values.Max());
    }

    private static FactoredComponent[] Of(HmmMixture mixture) => [.. mixture.Components.Cast<FactoredComponent>()];

    private static void AssertSame(FactoredComponent[] expected, FactoredComponent[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var c = 0; c < expected.Length; c++)
        {
            CollectionAssert.AreEqual(expected[c].Start.ToArray(), actual[c].Start.ToArray());
            CollectionAssert.AreEqual(expected[c].PropertyTransitions, actual[c].PropertyTransitions);
            CollectionAssert.AreEqual(expected[c].EntityTransitions, actual[c].EntityTransitions);
            CollectionAssert.AreEqual(expected[c].Memory, actual[c].Memory);
        }
    }
}
