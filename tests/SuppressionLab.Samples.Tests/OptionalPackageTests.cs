using System.Text.Json.Nodes;
using SuppressionLab.Tests.Shared;

namespace SuppressionLab.Samples.Tests;

/// <summary>Microsoft.ML.TorchSharp is optional and large: what its property brings in is evaluated here, not built.</summary>
[TestClass]
public sealed class OptionalPackageTests
{
    private const string Project = "experiments/samples/TextClassificationJudge";

    [TestMethod]
    public void Microsoft_ML_TorchSharp_is_behind_its_property()
    {
        CollectionAssert.DoesNotContain(Evaluate("PackageReference"), "Microsoft.ML.TorchSharp");
        CollectionAssert.Contains(Evaluate("PackageReference", "-p:UseMicrosoftMLTorchSharp=true"), "Microsoft.ML.TorchSharp");
    }

    [TestMethod]
    public void Without_it_the_sample_says_how_to_get_it()
    {
        using var folder = new TemporaryFolder();
        StringAssert.Contains(Sample.Run(folder, "TextClassificationJudge").Output, "-p:UseMicrosoftMLTorchSharp=true");
    }

    [TestMethod]
    public void No_library_references_it()
    {
        CollectionAssert.DoesNotContain(
            Evaluate("PackageReference", "-p:UseMicrosoftMLTorchSharp=true", "src/SuppressionLab"), "Microsoft.ML.TorchSharp");
    }

    private static List<string> Evaluate(string item, string property = "-p:UseMicrosoftMLTorchSharp=false", string project = Project)
    {
        var result = ProcessResult.Of("dotnet", Repository.Root, "msbuild", project, $"-getItem:{item}", property).Succeeded();
        return [.. JsonNode.Parse(result.Output)!["Items"]![item]!.AsArray().Select(i => i!["Identity"]!.GetValue<string>())];
    }
}
