namespace SuppressionLab.Experiments.Tests.Samples;

[TestClass]
public sealed class SampleTests
{
    [TestMethod]
    public void The_readme_s_pipeline_trains_suppresses_fits_and_saves()
    {
        using var folder = new TemporaryFolder();
        var result = ProcessResult.Of(Path.Combine(AppContext.BaseDirectory, "ComposeAPipeline"), folder.Path, "12");
        Assert.AreEqual(0, result.Code, result.Output);
        StringAssert.Contains(result.Output, "prior after suppression");
        Assert.IsTrue(File.Exists(folder.File("suppressed.zip")));
    }

    [TestMethod]
    public void The_readme_shows_the_pipeline_as_it_is()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var sample = File.ReadAllText(Path.Combine(Repository.Root, "experiments/samples/ComposeAPipeline/Program.cs"));
        var block = readme.Split("```csharp")[1].Split("```")[0];
        foreach (var line in block.Split('\n').Select(l => l.Split("//")[0].Trim().TrimEnd(';')).Where(l => l.Length > 20))
        {
            StringAssert.Contains(sample.Replace("using var ", "var "), line, StringComparison.Ordinal);
        }
    }
}
