using SuppressionLab.Tests.Shared;

namespace SuppressionLab.Samples.Tests;

[TestClass]
public sealed class ReadmeTests
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

    private static List<string> Lines(string code) =>
        [.. code.Split('\n').Select(l => l.Split("//")[0].Trim()).Where(l => l.Length > 0)];
}
