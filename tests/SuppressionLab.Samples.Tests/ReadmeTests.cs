using System.Reflection;
using System.Text.RegularExpressions;
using SuppressionLab.Tests.Shared;

namespace SuppressionLab.Samples.Tests;

[TestClass]
public sealed partial class ReadmeTests
{
    [TestMethod]
    public void The_readme_shows_the_pipeline_as_the_sample_compiles_it()
    {
        var readme = File.ReadAllText(Repository.At("README.md")).ReplaceLineEndings("\n");
        var shown = Lines(readme.Split("```csharp\n")[1].Split("```")[0]);
        Assert.IsGreaterThan(15, shown.Count);

        // In the sample's order: some of its lines may be left out, none may differ.
        var sample = new Queue<string>(Lines(Sample.Source("ComposeAPipeline")));
        foreach (var line in shown)
        {
            while (sample.TryDequeue(out var next) && next != line)
            {
            }
            Assert.IsTrue(sample.Count > 0, $"not in the sample, or not at this place: {line}");
        }
    }

    [TestMethod]
    public void The_readme_s_overview_names_all_trainers_transforms_attacks_and_evaluators_and_nothing_else()
    {
        var rows = File.ReadAllLines(Repository.At("README.md")).SkipWhile(l => !l.StartsWith("| `ml.Suppression` |"))
            .TakeWhile(l => l.StartsWith('|')).Select(l => Names().Matches(l).Select(m => m.Groups[1].Value).ToArray()).ToArray();
        CollectionAssert.AreEquivalent(Methods(typeof(SuppressionTrainers)), rows.Single(r => r is ["Trainers", ..])[1..]);
        CollectionAssert.AreEquivalent(Methods(typeof(SuppressionTransforms)), rows.Single(r => r is ["Transforms", ..])[1..]);
        CollectionAssert.AreEquivalent(Methods(typeof(SuppressionAttacks)), rows.Single(r => r is ["Attacks", ..])[1..]);
        var others = Methods(typeof(SuppressionCatalog)).Where(name => name.StartsWith("E", StringComparison.Ordinal));
        CollectionAssert.AreEquivalent(others.ToArray(), rows.Single(r => r is ["EvaluateCurves", ..]));
        CollectionAssert.IsSubsetOf(rows.Single(r => r is ["Documents", ..]), Methods(typeof(SuppressionCatalog)));
    }

    private static string[] Methods(Type catalog) =>
        [.. catalog.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => !m.IsSpecialName).Select(m => m.Name).Distinct()];

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Names();

    private static List<string> Lines(string code) =>
        [.. code.Split('\n').Select(l => l.Split("//")[0].Trim()).Where(l => l.Length > 0)];
}
