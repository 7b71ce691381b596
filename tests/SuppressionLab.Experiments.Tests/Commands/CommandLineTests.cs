using System.Text.Json.Nodes;

namespace SuppressionLab.Experiments.Tests.Commands;

[TestClass]
public sealed class CommandLineTests
{
    [TestMethod]
    [DataRow("run")]
    [DataRow("dance")]
    [DataRow("run", "quick", "--seed", "many")]
    [DataRow("run", "quick", "--seed", "-4")]
    [DataRow("run", "quick", "--device", "abacus")]
    [DataRow("generate", "ginc", "--documents", "0", "--out", "x.jsonl")]
    [DataRow("fit", "--curves", "missing.csv", "--out", "x.json")]
    [DataRow("oracle", "--mixture", "missing.json", "--documents", "missing.jsonl", "--out", "x.json")]
    [DataRow("report", "no-such-folder")]
    public void Wrong_usage_exits_with_2_and_one_line(params string[] arguments)
    {
        var result = CommandResult.Of(arguments);
        Assert.AreEqual(2, result.Code, result.Error);
        Assert.AreEqual(1, result.Error.TrimEnd().Split('\n').Length, result.Error);
    }

    [TestMethod]
    public void Plans_lists_every_plan_with_its_description()
    {
        var result = CommandResult.Of("plans");
        Assert.AreEqual(0, result.Code);
        foreach (var name in new[] { "quick", "smoke", "paper-sft" })
        {
            Assert.IsTrue(result.Output.Split('\n').Any(line => line.StartsWith(name + " ", StringComparison.Ordinal)), name);
        }
    }

    [TestMethod]
    public void Laws_lists_the_six_published_laws()
    {
        var lines = CommandResult.Of("laws").Output.TrimEnd().Split('\n').Select(line => line.Split(' ')[0]).ToList();
        CollectionAssert.IsSubsetOf(
            new[] { "original", "sampling-wise", "scoring-wise", "power", "bounded-power", "logistic" }, lines);
    }

    [TestMethod]
    public void Generated_documents_are_scored_by_the_oracle_as_the_components_that_drew_them()
    {
        using var folder = new TemporaryFolder();
        var generated = CommandResult.Of("generate", "ginc", "--documents", "20", "--length", "400", "--seed", "5",
            "--out", folder.File("d.jsonl"), "--mixture-out", folder.File("m.mixture.json"));
        Assert.AreEqual(0, generated.Code, generated.Error);
        var scored = CommandResult.Of("oracle", "--mixture", folder.File("m.mixture.json"), "--documents",
            folder.File("d.jsonl"), "--out", folder.File("o.json"));
        Assert.AreEqual(0, scored.Code, scored.Error);
        var truth = File.ReadLines(folder.File("d.jsonl")).Select(line => JsonNode.Parse(line)!["component"]!.GetValue<int>());
        var found = JsonNode.Parse(File.ReadAllText(folder.File("o.json")))!["documents"]!.AsArray()
            .Select(document => document!["mostLikely"]!.GetValue<int>());
        CollectionAssert.AreEqual(truth.ToList(), found.ToList());
    }

    [TestMethod]
    public void Generated_prompts_have_the_shape_asked_for()
    {
        using var folder = new TemporaryFolder();
        var result = CommandResult.Of("generate", "ginc", "--prompts", "7", "--k", "4", "--shots", "12", "--seed", "2",
            "--out", folder.File("p.jsonl"));
        Assert.AreEqual(0, result.Code, result.Error);
        var rows = File.ReadLines(folder.File("p.jsonl")).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.AreEqual(7, rows.Count);
        Assert.IsTrue(rows.All(row => row["tokens"]!.AsArray().Count == 12 * 5 && row["labels"]!.AsArray().Count == 12));
        Assert.AreEqual(2, rows[0]["scoredPositions"]![0]!.GetValue<int>(), "the first scored position is k − 2");
    }

    [TestMethod]
    public void Fit_reads_a_published_table_and_writes_the_documented_fields()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("published.csv"), PublishedTable());
        var result = CommandResult.Of("fit", "--curves", folder.File("published.csv"), "--laws", "scoring-wise,power",
            "--prefix", "0.5", "--out", folder.File("fits.json"));
        Assert.AreEqual(0, result.Code, result.Error);
        var fits = JsonNode.Parse(File.ReadAllText(folder.File("fits.json")))!["fits"]!.AsArray();
        Assert.AreEqual(1 + 2, fits.Count, "one pooled fit, and one power law a task");
        var pooled = fits.Single(fit => fit!["law"]!.GetValue<string>() == "scoring-wise")!;
        foreach (var field in new[] { "prior", "gamma", "beta", "efficiency", "sse", "nrmse", "heldOutNrmse", "warnings", "milliseconds" })
        {
            Assert.IsNotNull(pooled[field], field);
        }
        Assert.AreEqual(0.7, pooled["prior"]![0]!.GetValue<double>(), 1e-4);
    }

    /// <summary>The scoring-wise law itself, in its closed form, under published column names.</summary>
    private static IEnumerable<string> PublishedTable()
    {
        yield return "layers,k,hmm,shots,prob,nll";
        foreach (var (task, prior, gamma, beta) in new[] { (0, 0.7, 0.8, 0.3), (1, 0.3, 0.6, 0.2) })
        {
            for (var n = 0; n <= 60; n++)
            {
                var logit = Math.Log(prior / (1 - prior)) + (0.2 * n * Math.Log(gamma / beta));
                var p = beta + ((gamma - beta) / (1 + Math.Exp(-logit)));
                yield return FormattableString.Invariant($"4,5,{task},{n},{p:R},{-Math.Log(p):R}");
            }
        }
    }
}
