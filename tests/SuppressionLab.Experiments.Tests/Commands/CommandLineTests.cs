using System.Text.Json.Nodes;
using Parquet;
using Parquet.Schema;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Responses;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Primitives.Tables;

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
    public void Generated_pairs_have_the_shape_asked_for()
    {
        using var folder = new TemporaryFolder();
        var result = CommandResult.Of("generate", "ginc", "--pairs", "6", "--favoured", "0", "3", "--length", "40",
            "--prompt-length", "9", "--seed", "2", "--out", folder.File("p.jsonl"));
        Assert.AreEqual(0, result.Code, result.Error);
        var rows = File.ReadLines(folder.File("p.jsonl")).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.AreEqual(6, rows.Count);
        Assert.IsTrue(rows.All(row => row["prompt"]!.AsArray().Count == 9 && row["prompt"]![0]!.GetValue<int>() == 51));
        Assert.IsTrue(rows.All(row => row["chosen"]!.AsArray().Count == 31 && row["rejected"]!.AsArray().Count == 31));
        Assert.IsTrue(rows.All(row => row["favouredComponent"]!.GetValue<int>() is 0 or 3));
        Assert.IsTrue(rows.All(row => row["suppressedComponent"]!.GetValue<int>() is 1 or 2 or 4));
    }

    [TestMethod]
    public void Documents_prompts_and_pairs_exclude_each_other()
    {
        var result = CommandResult.Of("generate", "ginc", "--prompts", "1", "--pairs", "1", "--out", "x.jsonl");
        Assert.AreEqual(2, result.Code);
        StringAssert.Contains(result.Error, "--prompts and --pairs are given");
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

    [TestMethod]
    public void Fit_reads_a_published_parquet_table_whatever_types_it_has()
    {
        using var folder = new TemporaryFolder();
        WritePublishedParquet(folder.File("published.parquet"));
        var result = CommandResult.Of("fit", "--curves", folder.File("published.parquet"), "--laws", "scoring-wise",
            "--out", folder.File("fits.json"));
        Assert.AreEqual(0, result.Code, result.Error);
        var fits = JsonNode.Parse(File.ReadAllText(folder.File("fits.json")))!["fits"]!.AsArray();
        Assert.HasCount(2, fits, "one before and one after fine-tuning");
        Assert.AreEqual("4", fits[0]!["model"]!.GetValue<string>());
        Assert.AreEqual(250, fits[1]!["amount"]!.GetValue<double>());
        Assert.AreEqual(1, fits[1]!["step"]!.GetValue<int>(), "sft = True");
        foreach (var fit in fits)
        {
            Assert.AreEqual(0.7, fit!["prior"]![0]!.GetValue<double>(), 1e-3);
        }
    }

    [TestMethod]
    public void Fit_says_what_its_intervals_were_taken_from_and_whole_prompts_widen_those_of_a_table()
    {
        using var folder = new TemporaryFolder();
        WriteScores(folder);
        string[] common = ["fit", "--curves", folder.File("curves.csv"), "--laws", "scoring-wise", "--out", folder.File("fits.json")];
        JsonNode Fit(params string[] more)
        {
            var result = CommandResult.Of([.. common, .. more]);
            Assert.AreEqual(0, result.Code, result.Error);
            return JsonNode.Parse(File.ReadAllText(folder.File("fits.json")))!["fits"]![0]!;
        }
        double Width(JsonNode fit, string field = "intervals") =>
            fit[field]!["gamma[0]"]![1]!.GetValue<double>() - fit[field]!["gamma[0]"]![0]!.GetValue<double>();

        var table = Fit();
        Assert.AreEqual("standard-errors", table["noise"]!.GetValue<string>());
        Assert.IsNull(table["bootstrapIntervals"]);
        var prompts = Fit("--scores", folder.File("scores.csv"), "--bootstrap", "200");
        Assert.AreEqual("prompts", prompts["noise"]!.GetValue<string>());
        Assert.AreEqual(200, prompts["replicates"]!.GetValue<int>());
        // Every prompt is off by one number at all its points: as independent points they would seem more certain.
        Assert.IsGreaterThan(1.5 * Width(table), Width(prompts));
        Assert.AreEqual(Width(prompts), Width(prompts, "bootstrapIntervals"), 0.3 * Width(prompts));
        var weighted = Fit("--weighted");
        Assert.AreNotEqual(table["prior"]![0]!.GetValue<double>(), weighted["prior"]![0]!.GetValue<double>());
    }

    [TestMethod]
    public void Fit_joins_amounts_and_says_that_only_the_prior_moved_where_only_it_did()
    {
        using var folder = new TemporaryFolder();
        WriteAmounts(folder.File("curves.csv"), (0, 0.5), (8, 0.8), (32, 0.95));
        var result = CommandResult.Of("fit", "--curves", folder.File("curves.csv"), "--laws", "scoring-wise", "--joint",
            "--out", folder.File("fits.json"));
        Assert.AreEqual(0, result.Code, result.Error);
        StringAssert.Contains(result.Output, "Only the prior moved");
        var verdict = JsonNode.Parse(File.ReadAllText(folder.File("fits.json")))!["verdicts"]!.AsArray().Single()!;
        Assert.AreEqual("prior-only", verdict["chosen"]!.GetValue<string>());
        Assert.AreEqual("standard-errors", verdict["noise"]!.GetValue<string>());
        CollectionAssert.AreEqual(
            new double[] { 0, 8, 32 }, verdict["conditions"]!.AsArray().Select(c => c!["amount"]!.GetValue<double>()).ToArray());
        foreach (var (condition, prior) in verdict["conditions"]!.AsArray().Zip([0.5, 0.8, 0.95]))
        {
            Assert.AreEqual(prior, condition!["prior"]![0]!["value"]!.GetValue<double>(), 0.03);
        }
    }

    [TestMethod]
    [DataRow("--bootstrap", "7", "--bootstrap is 7")]
    [DataRow("--scores", "none.parquet", "no such file")]
    [DataRow("--shot-origin", "2", "--shot-origin is 2")]
    [DataRow("--weighted", null, "standard error")]
    [DataRow("--joint", null, "two or more amounts")]
    public void Fit_refuses_what_it_cannot_do_in_one_line(string option, string? value, string part)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("published.csv"), PublishedTable());
        string[] more = value is null ? [option] : [option, value];
        var result = CommandResult.Of(["fit", "--curves", folder.File("published.csv"), "--out", folder.File("f.json"), .. more]);
        Assert.AreEqual(2, result.Code, result.Error);
        StringAssert.Contains(result.Error, part);
        Assert.HasCount(1, result.Error.TrimEnd().Split('\n'));
        Assert.IsFalse(File.Exists(folder.File("f.json")));
    }

    [TestMethod]
    public void Laws_lists_every_family_with_its_parameters_ranges_and_source()
    {
        var output = CommandResult.Of("laws").Output;
        foreach (var law in LawRegistry.All)
        {
            StringAssert.Contains(output, law.Name);
            StringAssert.Contains(output, law.Source);
        }
        foreach (var law in ResponseRegistry.All)
        {
            StringAssert.Contains(output, law.Title);
        }
        StringAssert.Matches(output, new("gamma\\[t\\] +0 to 1 +the probability that task t gives to its own examples"));
    }

    /// <summary>Prompts that follow a law but for an offset of their own, and their curves.</summary>
    private static void WriteScores(TemporaryFolder folder)
    {
        var stream = RandomKey.FromSeed(4).Derive("offsets").Open();
        var scores = new List<PromptScore>();
        foreach (var (task, prior, gamma, beta) in new[] { (0, 0.7, 0.8, 0.3), (1, 0.3, 0.6, 0.2) })
        {
            for (var prompt = 0; prompt < 100; prompt++)
            {
                var offset = 0.15 * ((2 * stream.NextDouble()) - 1);
                for (var n = 0; n <= 30; n++)
                {
                    var p = Math.Clamp(Law(n, prior, gamma, beta) + offset, 0.001, 0.999);
                    scores.Add(new("m", "none", 0, "documents", 0, 1, 3, task, prompt, n, p, true, double.NaN, double.NaN));
                }
            }
        }
        PromptScoreTable.Write(folder.File("scores.csv"), scores);
        CurveTable.Write(folder.File("curves.csv"), CurveTable.FromScores(scores));
    }

    /// <summary>Curves of the random-evidence law whose prior alone moves, with noise of the standard errors given.</summary>
    private static void WriteAmounts(string path, params (double Amount, double Prior)[] amounts)
    {
        var law = LawRegistry.Get("random-evidence");
        var shots = Enumerable.Range(0, 41).Select(n => (double)n).ToArray();
        var stream = RandomKey.FromSeed(6).Derive("amounts").Open();
        var points = new List<CurvePoint>();
        foreach (var (amount, prior) in amounts)
        {
            var parameters = law.Parameters(2).Select(p => p.Name switch
            {
                "prior[0]" => prior, "prior[1]" => 1 - prior, "efficiency" => 0.5, "gamma[0]" => 0.8, "gamma[1]" => 0.7, _ => 0.3,
            }).ToArray();
            foreach (var task in new[] { 0, 1 })
            {
                points.AddRange(law.Evaluate(2, task, law.ToCoordinates(2, parameters), shots).Select((p, n) => new CurvePoint(
                    "m", amount == 0 ? "none" : "sft", amount, "documents", 0, 1, 3, task, n,
                    p + (0.002 * stream.NextGaussian()), 0.002, double.NaN, double.NaN, 1000, double.NaN, double.NaN)));
            }
        }
        CurveTable.Write(path, points);
    }

    private static void WritePublishedParquet(string path)
    {
        var rows = (from tuned in new[] { false, true }
                    from task in new (int Label, double Prior, double Gamma, double Beta)[] { (0, 0.7, 0.8, 0.3), (1, 0.3, 0.6, 0.2) }
                    from n in Enumerable.Range(0, 61)
                    select (tuned, task.Label, n, P: Law(n, task.Prior, task.Gamma, task.Beta))).ToList();
        DataField[] fields =
        [
            new("layers", typeof(long)), new("sft", typeof(bool)), new("sft_amount", typeof(string)), new("k", typeof(ulong)),
            new("hmm", typeof(string)), new("shots", typeof(uint)), new("prob", typeof(float)), new("acc", typeof(double), isNullable: true),
        ];
        using var file = File.Create(path);
        var writer = ParquetWriter.CreateAsync(new ParquetSchema(fields), file).GetAwaiter().GetResult();
        using (var group = writer.CreateRowGroup())
        {
            group.WriteAsync<long>(fields[0], rows.Select(_ => 4L).ToArray().AsMemory()).GetAwaiter().GetResult();
            group.WriteAsync<bool>(fields[1], rows.Select(r => r.tuned).ToArray().AsMemory()).GetAwaiter().GetResult();
            group.WriteAsync(fields[2], rows.Select(r => r.tuned ? "250" : "0.0").ToArray()).GetAwaiter().GetResult();
            group.WriteAsync<ulong>(fields[3], rows.Select(_ => 5UL).ToArray().AsMemory()).GetAwaiter().GetResult();
            group.WriteAsync(fields[4], rows.Select(r => $"{r.Label}").ToArray()).GetAwaiter().GetResult();
            group.WriteAsync<uint>(fields[5], rows.Select(r => (uint)r.n).ToArray().AsMemory()).GetAwaiter().GetResult();
            group.WriteAsync<float>(fields[6], rows.Select(r => (float)r.P).ToArray().AsMemory()).GetAwaiter().GetResult();
            group.WriteAsync<double>(fields[7], rows.Select(r => r.n == 0 ? null : (double?)0.5).ToArray().AsMemory()).GetAwaiter().GetResult();
        }
        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static double Law(int n, double prior, double gamma, double beta)
    {
        var logit = Math.Log(prior / (1 - prior)) + (0.2 * n * Math.Log(gamma / beta));
        return beta + ((gamma - beta) / (1 + Math.Exp(-logit)));
    }

    /// <summary>The scoring-wise law itself, in its closed form, under published column names.</summary>
    private static IEnumerable<string> PublishedTable()
    {
        yield return "layers,k,hmm,shots,prob,nll";
        foreach (var (task, prior, gamma, beta) in new[] { (0, 0.7, 0.8, 0.3), (1, 0.3, 0.6, 0.2) })
        {
            for (var n = 0; n <= 60; n++)
            {
                var p = Law(n, prior, gamma, beta);
                yield return FormattableString.Invariant($"4,5,{task},{n},{p:R},{-Math.Log(p):R}");
            }
        }
    }
}
