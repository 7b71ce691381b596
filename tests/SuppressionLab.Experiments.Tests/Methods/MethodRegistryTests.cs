using SuppressionLab.Experiments.Methods;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Tests.Methods;

[TestClass]
public sealed class MethodRegistryTests
{
    public static IEnumerable<object[]> Names => MethodRegistry.All.Select(method => new object[] { method.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_method_allows_its_own_defaults_and_says_where_it_is_from(string name)
    {
        var method = MethodRegistry.Find(name)!;
        method.Check(method.Resolve(null));
        Assert.AreNotEqual("", method.Source);
        Assert.AreEqual(method.Data is MethodData.Pairs or MethodData.SuppressedAndKept ? 2 : 1, method.RowsPerExample);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_beta_that_is_not_above_zero_is_refused_by_name(string name)
    {
        var method = MethodRegistry.Find(name)!;
        if (method.Parameters.All(p => p.Name != "beta"))
        {
            var unknown = Assert.ThrowsExactly<InputException>(() => method.Resolve(new Dictionary<string, double> { ["beta"] = 1 }));
            StringAssert.Contains(unknown.Message, "beta");
            return;
        }
        foreach (var beta in new[] { 0, -0.1, double.NaN })
        {
            var refused = Assert.ThrowsExactly<InputException>(
                () => method.Check(method.Resolve(new Dictionary<string, double> { ["beta"] = beta })));
            StringAssert.Contains(refused.Message, "Beta");
        }
    }

    [TestMethod]
    public void Every_method_of_the_published_comparison_list_is_there()
    {
        string[] asked =
        [
            "sft", "sft-kl", "dpo", "dpo-smooth", "ipo", "dpo-hinge", "simpo", "orpo", "kto", "cpo", "gradient-ascent",
            "gradient-difference", "npo", "unlikelihood", "rmu", "sham", "never-saw-it",
        ];
        CollectionAssert.IsSubsetOf(asked, MethodRegistry.All.Select(m => m.Name).ToArray());
        var printed = CommandResult.Of("methods");
        Assert.AreEqual(0, printed.Code, printed.Error);
        foreach (var method in MethodRegistry.All)
        {
            StringAssert.Contains(printed.Output, method.Name);
            StringAssert.Contains(printed.Output, method.Source);
        }
    }
}
