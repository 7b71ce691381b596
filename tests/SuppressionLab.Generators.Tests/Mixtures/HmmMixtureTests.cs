using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Tests.Mixtures;

[TestClass]
public sealed class HmmMixtureTests
{
    [TestMethod]
    public void Tokens_follow_the_symbols()
    {
        var mixture = TestMixtures.General();
        Assert.AreEqual((5, 5, 6, 7), (mixture.VocabularySize, mixture.PadToken, mixture.BosToken, mixture.TokenCount));
        Assert.IsFalse(mixture.IsFactored);
    }

    [TestMethod]
    public void Other_priors_leave_the_components_alone()
    {
        var mixture = TestMixtures.Tiny();
        var other = mixture.WithPrior([0, 0, 1]);
        CollectionAssert.AreEqual(new double[] { 0, 0, 1 }, other.Prior.ToArray());
        Assert.AreSame(mixture.Components[1], other.Components[1]);
        Assert.ThrowsExactly<InputException>(() => mixture.WithPrior([0.5, 0.4, 0]));
        Assert.ThrowsExactly<InputException>(() => mixture.WithPrior([1]));
    }

    [TestMethod]
    public void Arrays_are_copied()
    {
        double[,] transitions = { { 1 } };
        var component = new GeneralComponent([1], transitions, new[,] { { 0.5, 0.5 } });
        transitions[0, 0] = 0;
        Assert.AreEqual(1, component.Transitions[0, 0]);
    }

    [TestMethod]
    public void Wrong_shapes_and_sums_are_named()
    {
        Refused(() => new GeneralComponent([0.5, 0.4], new double[2, 2], new double[2, 2]), "start: sums to 0.9;");
        Refused(() => new GeneralComponent([1], new double[,] { { 1, 0 } }, new double[,] { { 1 } }), "transitions: 1 × 2 entries; 1 × 1 are needed");
        Refused(() => new GeneralComponent([1], new[,] { { 0.9 } }, new double[,] { { 1 } }), "transitions: row 0: sums to 0.9;");
        Refused(() => new GeneralComponent([1], new[,] { { double.NaN } }, new double[,] { { 1 } }), "transitions: row 0, column 0 is NaN;");
        Refused(
            () => new FactoredComponent([1], new double[,] { { 1 } }, new double[,] { { 1 } }, new int[2, 2]),
            "start: 1 entries; memory has 2 × 2 states");
        var general = TestMixtures.General().Components[0];
        Refused(() => new HmmMixture(4, [general], [1]), "components[0].emissions: 5 columns; the vocabulary has 4 symbols");
        Refused(() => new HmmMixture(4, [], []), "components: none");
        var factored = TestMixtures.Tiny().Components[0];
        Refused(() => new HmmMixture(5, [factored, general], [0.5, 0.5]), "components[1]: factored and general");
        Refused(() => new HmmMixture(4, [factored, TestMixtures.Tiny(2).Components[0]], [0.5, 0.5]), "components[1].memory:");
    }

    private static void Refused(Func<object> create, string message)
    {
        var error = Assert.ThrowsExactly<InputException>(() => create());
        StringAssert.StartsWith(error.Message, message);
    }
}
