using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Methods;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Experiments.Tests.Queries;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Tests.Execution;

/// <summary>A small plan of several methods with attacks and both controls, run once for all of these tests.</summary>
[TestClass]
public sealed class MethodsRunTests
{
    private static TemporaryFolder s_folder = null!;
    private static string s_plan = null!;
    private static CommandResult s_result = null!;

    [ClassInitialize]
    public static void Run(TestContext context)
    {
        s_folder = new TemporaryFolder();
        s_plan = SmallPlan.Write(s_folder, Change);
        s_result = CommandResult.Of("run", s_plan, "--out", s_folder.File("run"), "--jobs", "3");
    }

    [ClassCleanup]
    public static void Remove() => s_folder.Dispose();

    [TestMethod]
    public void It_ends_with_a_table_of_methods_and_a_report()
    {
        Assert.AreEqual(0, s_result.Code, s_result.Error);
        foreach (var label in new[] { "sft", "dpo-lora", "gradient-difference", "rmu", "sham", "never-saw-it" })
        {
            StringAssert.Contains(s_result.Output, label);
        }
        var report = File.ReadAllText(s_folder.File("run/report.html"));
        foreach (var id in new[] { "pareto", "methods", "residues", "law-shifts", "method-curves", "relearning", "repeated-sampling", "linear-probe", "nearest-neighbours", "prefix-variations", "learning-rates", "distances" })
        {
            StringAssert.Contains(report, $"id=\"{id}\"");
        }
    }

    [TestMethod]
    public void All_methods_start_from_one_pretrained_network()
    {
        // One on the whole mixture and one that never saw the suppressed components.
        Assert.AreEqual(2, Directory.GetDirectories(s_folder.File("run/artefacts/pretraining")).Length);
        var points = CurveTable.Read(s_folder.File("run/curves.csv"));
        CollectionAssert.AreEquivalent(
            new[] { "none", "sft", "dpo-lora", "gradient-difference", "rmu", "sham", "never-saw-it" },
            points.Select(p => p.Method).Distinct().ToArray());
        Assert.AreEqual(points.Count, points.Select(p => (p.Method, p.K, p.Component, p.Shots, p.Step)).Distinct().Count(), "no point twice");
    }

    [TestMethod]
    public void The_control_never_saw_the_suppressed_components()
    {
        var (store, expanded) = Open();
        var never = expanded.Cells.Single(cell => cell.Plan.Suppression.Single.Name == MethodRegistry.NeverSaw);
        var training = never.Trainings.OfType<PretrainingStage>().Single(stage => stage.Title.Contains("alone", StringComparison.Ordinal));
        var documents = DocumentFile.Read(Path.Combine(store.Open(training.Inputs.OfType<DocumentsStage>().Single()), DocumentsStage.FileName));
        Assert.IsTrue(documents.All(document => document.Component == 0), "component 0 alone is kept");
        var usual = expanded.Cells[0].Trainings[0].Inputs.OfType<DocumentsStage>().Single();
        Assert.AreEqual(documents.Count, DocumentFile.Read(Path.Combine(store.Open(usual), DocumentsStage.FileName)).Count, "as many documents");
    }

    [TestMethod]
    public void The_table_of_methods_agrees_with_the_files()
    {
        var (store, expanded) = Open();
        var table = new MethodTable(RunResults.Load(store, expanded, RunFailures.None));
        var points = CurveTable.Read(s_folder.File("run/curves.csv"));
        foreach (var outcome in table.Outcomes)
        {
            var expected = points.Where(p => p.Method == outcome.Method.Title && p.Shots == 1 && p.Component > 0).Average(p => p.Probability);
            Assert.AreEqual(expected, outcome.AtOneShot.Value, 1e-9, outcome.Method.Title);
            var before = points.Where(p => p.Method == "none" && p.Shots == 1 && p.Component > 0).Average(p => p.Probability);
            Assert.AreEqual(1 - (expected / before), outcome.Suppression.Value, 1e-9);
        }
        var control = table.Outcomes.Single(o => o.Method.Name == MethodRegistry.NeverSaw);
        foreach (var measure in AttackMeasures.All)
        {
            // By its own measure the control that never saw the behaviour is the zero of the scale.
            Assert.AreEqual(0, table.Find(control, measure.Name)!.Share.Value, 1e-12, measure.Name);
        }
    }

    [TestMethod]
    public void Every_attack_is_run_on_every_model_and_the_controls_with_the_same_data()
    {
        var points = AttackTable.Read(s_folder.File("run/attacks.csv"));
        foreach (var attack in points.GroupBy(p => p.Attack))
        {
            var models = attack.GroupBy(p => p.Method).ToDictionary(group => group.Key, group => group.ToList());
            CollectionAssert.AreEquivalent(
                new[] { "none", "sft", "dpo-lora", "gradient-difference", "rmu", "sham", "never-saw-it" }, models.Keys.ToArray(), attack.Key);
            foreach (var model in models.Values)
            {
                CollectionAssert.AreEqual(Data(models["none"]), Data(model), attack.Key);
            }
        }
        Assert.AreEqual(5, points.Select(p => p.Attack).Distinct().Count());
    }

    [TestMethod]
    public void Attacks_trainings_and_tried_rates_are_in_the_result_tables()
    {
        var points = AttackTable.Read(s_folder.File("run/attacks.csv"));
        CollectionAssert.AreEqual(
            points.Select(p => (p.Method, p.Attack, p.Dose, p.Quantity, double.IsNaN(p.Value) ? (object?)null : p.Value)).ToArray(),
            Duck.Table(s_folder.File("run"), "attacks").Select(row =>
                ((string)row["method"]!, (string)row["attack"]!, (double)row["dose"]!, (string)row["quantity"]!, row["value"])).ToArray());
        var trainings = Duck.Table(s_folder.File("run"), "losses").Select(row => (row["model"], row["method"], row["amount"], row["seed"], row["step"])).ToList();
        Assert.AreEqual(trainings.Count, trainings.Distinct().Count(), "the control that never saw the behaviour is not taken for the pretraining");
        var (store, expanded) = Open();
        var rates = expanded.Cells.SelectMany(cell => cell.LearningRates).DistinctBy(stage => stage.Key).Select(stage => stage.Read(store)).ToList();
        var rows = Duck.Table(s_folder.File("run"), "learning-rates");
        Assert.HasCount(rates.Sum(record => record.Trials.Length), rows);
        CollectionAssert.AreEqual(rates.Select(record => record.Chosen).ToArray(), rows.Where(row => (bool)row["chosen"]!).Select(row => (double)row["rate"]!).ToArray());
    }

    /// <summary>What was measured on how many; the coverage law has parameters only where some sample succeeds.</summary>
    private static (string, int, double, string, long)[] Data(List<AttackPoint> points) =>
    [
        .. points.Where(p => !p.Quantity.StartsWith("coverageLaw", StringComparison.Ordinal))
            .Select(p => (p.Series, p.Component, p.Dose, p.Quantity, p.Count)),
    ];

    [TestMethod]
    public void The_chosen_rates_are_those_that_the_search_recorded()
    {
        var (store, expanded) = Open();
        var cells = expanded.Cells.Where(cell => cell.LearningRates.Count > 0).ToList();
        Assert.HasCount(5, cells, "all but the control that is not fine-tuned");
        foreach (var cell in cells)
        {
            var record = cell.LearningRates.Single().Read(store);
            Assert.AreEqual(LearningRateChoice.Of(record.KeptLoss, record.Trials, 0.05), record.Chosen);
            var peak = cell.Trainings.OfType<SuppressionStage>().Single().ReadHistory(store).Points.Max(p => p.LearningRate);
            Assert.AreEqual(record.Chosen, peak, 1e-12, cell.Plan.Suppression.Single.Title);
        }
        Assert.AreEqual(
            cells.Single(c => c.Plan.Suppression.Single.Name == "sft").LearningRates.Single().Key,
            cells.Single(c => c.Plan.Suppression.Single.Name == "sham").LearningRates.Single().Key, "the sham takes the rate of fine-tuning");
    }

    [TestMethod]
    public void One_stage_at_a_time_gives_the_same_tables()
    {
        var alone = CommandResult.Of("run", s_plan, "--out", s_folder.File("alone"), "--jobs", "1");
        Assert.AreEqual(0, alone.Code, alone.Error);
        foreach (var file in new[] { "curves.csv", "fits.json", "attacks.csv" })
        {
            Assert.IsTrue(Text(s_folder.File($"run/{file}")) == Text(s_folder.File($"alone/{file}")), file);
        }
    }

    /// <summary>A table without the time that its fits took.</summary>
    private static string Text(string path) => string.Join('\n', File.ReadLines(path).Where(line => !line.Contains("\"milliseconds\"", StringComparison.Ordinal)));

    private static (ArtefactStore Store, ExpandedPlan Expanded) Open() =>
        (new ArtefactStore(s_folder.File("run")), PlanExpander.Expand(PlanFile.Read(s_plan)));

    private static void Change(JsonObject plan)
    {
        plan.Remove("samples");
        plan.Remove("control");
        plan["laws"] = JsonNode.Parse("""{"names":["random-evidence"],"headline":"random-evidence","prefixes":[]}""");
        plan["pretraining"]!["evaluationDocuments"] = 30;
        var suppression = plan["suppression"]!.AsObject();
        suppression.Remove("method");
        suppression["methods"] = JsonNode.Parse(
            """
            [{"name":"sft"},{"name":"dpo","adapter":{"rank":2}},{"name":"gradient-difference"},{"name":"rmu"},{"name":"sham"},{"name":"never-saw-it"}]
            """);
        suppression["amounts"] = new JsonArray(4);
        suppression["intermediateCurves"] = 0;
        suppression["learningRateSearch"] = JsonNode.Parse("""{"rates":[1e-4,1e-3],"documents":6}""");
        plan["attacks"] = JsonNode.Parse(
            """
            {"relearning":{"doses":[0,1,3],"documentLength":32,"learningRate":1e-3,"heldOutDocuments":24,"prompts":24},
             "sampling":{"samples":16,"prompts":4,"promptLength":3,"length":8},
             "probe":{"training":60,"test":60,"documentLength":9},
             "neighbours":{"anchors":30,"test":30,"prefixLengths":[2,4]},
             "prefixes":{"prompts":24,"prefixLength":4}}
            """);
    }
}
