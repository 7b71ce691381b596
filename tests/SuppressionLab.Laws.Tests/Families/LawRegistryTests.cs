using SuppressionLab.Laws.Families;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Tests.Families;

[TestClass]
public sealed class LawRegistryTests
{
    [TestMethod]
    public void All_selects_every_law_and_a_list_selects_in_its_order()
    {
        Assert.AreEqual(10, LawRegistry.Select("all").Count);
        Assert.AreEqual(6, LawRegistry.Published.Count);
        CollectionAssert.AreEqual(
            new[] { "power", "original" }, LawRegistry.Select("power, original,power").Select(l => l.Name).ToArray());
    }

    [TestMethod]
    public void An_unknown_law_is_refused_with_those_that_exist()
    {
        var error = Assert.ThrowsExactly<InputException>(() => LawRegistry.Select("scoring-wise,cubic"));
        StringAssert.Contains(error.Message, "'cubic'");
        StringAssert.Contains(error.Message, "bounded-power");
        Assert.ThrowsExactly<InputException>(() => LawRegistry.Select(" , "));
    }
}
