using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Results.Tables;
using SuppressionLab.Experiments.Results.Tables.Columns;
using SuppressionLab.Experiments.Tests.Queries;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Tests.Results.Tables;

[TestClass]
public sealed class ResultTablesTests
{
    [TestMethod]
    public void Every_table_is_there_with_the_columns_that_are_documented()
    {
        foreach (var table in ResultTables.All)
        {
            var described = Duck.Rows($"describe select * from '{ResultTables.PathOf(table, FinishedRun.Folder)}'");
            CollectionAssert.AreEqual(
                table.Columns.Select(column => $"{column.Name} {Sql(column.Type)}").ToArray(),
                described.Select(row => $"{row["column_name"]} {row["column_type"]}").ToArray(), table.Name);
            Assert.AreEqual(table.Columns.Count, table.Columns.Select(column => column.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count(), table.Name);
        }
    }

    [TestMethod]
    public void The_documentation_in_the_repository_is_that_of_the_code()
    {
        var file = Path.Combine(Repository.Root, "experiments", "TABLES.md");
        Assert.IsTrue(File.ReadAllText(file) == TableDocumentation.Markdown(),
            "experiments/TABLES.md is not what `suppressionlab query --tables` prints; write it again");
    }

    [TestMethod]
    public void Cells_are_null_only_where_the_documentation_says_so()
    {
        foreach (var table in ResultTables.All)
        {
            var never = table.Columns.Where(column => column.NullWhen is null).Select(column => column.Name).ToList();
            var nulls = Duck.Table(FinishedRun.Folder, table.Name,
                string.Join(", ", never.Select(name => $"count(*) - count(\"{name}\") as \"{name}\""))).Single();
            foreach (var name in never)
            {
                Assert.AreEqual(0L, nulls[name], $"{table.Name}.{name}");
            }
            foreach (var number in table.Columns.Where(column => column.Type == ColumnType.Number))
            {
                Assert.IsEmpty(Duck.Rows($"select 1 from '{ResultTables.PathOf(table, FinishedRun.Folder)}' where isnan({number.Name})"), number.Name);
            }
        }
    }

    [TestMethod]
    public void Curves_are_those_of_the_csv_in_its_order()
    {
        var points = CurveTable.Read(FinishedRun.File("curves.csv"));
        var rows = Duck.Table(FinishedRun.Folder, "curves");
        Assert.HasCount(points.Count, rows);
        foreach (var (point, row) in points.Zip(rows))
        {
            Assert.AreEqual(
                (point.Model, point.Method, point.Amount, point.AmountUnit, point.Step, point.Seed, (long)point.K, (long)point.Component, (long)point.Shots),
                ((string)row["model"]!, (string)row["method"]!, (double)row["amount"]!, (string)row["amountUnit"]!, (long)row["step"]!,
                    (long)row["seed"]!, (long)row["k"]!, (long)row["component"]!, (long)row["shots"]!));
            Assert.AreEqual(point.Probability, row["probability"]);
            Assert.AreEqual(point.MeanNll, row["meanNll"]);
            Assert.AreEqual(point.PromptLearnerProbability, row["promptLearnerProbability"]);
            Assert.AreEqual(point.Component != 0, row["isSuppressed"], "the plan favours component 0");
            // The plan's amounts of 4 and 8 documents are one batch or less: one step, at its end.
        }
        CollectionAssert.AreEquivalent(
            new object[] { 0.0, 4.0, 8.0 }, rows.Where(row => (bool)row["isFinal"]!).Select(row => row["amount"]).Distinct().ToArray());
    }

    [TestMethod]
    public void Fits_and_their_parameters_are_those_of_the_json()
    {
        var fits = JsonNode.Parse(File.ReadAllText(FinishedRun.File("fits.json")))!["fits"]!.AsArray();
        var rows = Duck.Table(FinishedRun.Folder, "fits");
        Assert.HasCount(fits.Count, rows);
        var parameters = Duck.Table(FinishedRun.Folder, "fit-parameters");
        Assert.HasCount(fits.Sum(fit => fit!["parameters"]!.AsObject().Count), parameters);
        var next = 0;
        foreach (var (fit, row) in fits.Zip(rows))
        {
            Assert.AreEqual(fit!["law"]!.GetValue<string>(), row["law"]);
            Assert.AreEqual(fit["sse"]!.GetValue<double>(), row["sse"]);
            Assert.AreEqual(fit["heldOutNrmse"]?.GetValue<double>(), row["heldOutNrmse"]);
            foreach (var (name, value) in fit["parameters"]!.AsObject())
            {
                var parameter = parameters[next++];
                Assert.AreEqual(name, parameter["name"]);
                Assert.AreEqual(value?.GetValue<double>(), parameter["value"]);
                Assert.AreEqual(fit["intervals"]![name]?[1]?.GetValue<double>(), parameter["upper"]);
                Assert.AreEqual(!fit["notIdentified"]!.AsArray().Any(n => n!.GetValue<string>() == name), parameter["identified"]);
            }
        }
        var matrix = parameters.First(parameter => (string)parameter["name"]! == "probability[0,2]");
        Assert.AreEqual(("probability", 0L, 2L), ((string)matrix["parameter"]!, (long)matrix["component"]!, (long)matrix["target"]!));
    }

    [TestMethod]
    public void Losses_are_those_of_the_artefact_that_the_row_names()
    {
        var trainings = Duck.Table(FinishedRun.Folder, "losses").GroupBy(row => (string)row["stage"]!).ToList();
        Assert.HasCount(3, trainings, "the pretraining and two amounts");
        foreach (var training in trainings)
        {
            var points = JsonNode.Parse(File.ReadAllText(Path.Combine(ArtefactOf(training.Key), "history.json")))!["points"]!.AsArray();
            CollectionAssert.AreEqual(
                points.Select(point => (point!["step"]!.GetValue<long>(), point["loss"]!.GetValue<double>(), point["evaluationLoss"]?.GetValue<double>())).ToArray(),
                training.Select(row => ((long)row["step"]!, (double)row["loss"]!, (double?)row["evaluationLoss"])).ToArray());
        }
    }

    [TestMethod]
    public void Regrets_and_re_emergences_are_those_of_the_artefacts_that_the_rows_name()
    {
        Compare("regrets", "regret.json", ("component", "component"), ("loss", "modelNll"), ("learnerLoss", "learnerNll"),
            ("regret", "regret"), ("regretStandardError", "regretStandardError"));
        Compare("re-emergences", "re-emergence.json", ("component", "component"), ("measured", "measured"), ("prefix", "fraction"),
            ("foreseen", "shots"), ("lower", "low"), ("upper", "high"), ("neverShare", "neverShare"));
    }

    private static void Compare(string table, string file, params (string Column, string Field)[] pairs)
    {
        var stages = Duck.Table(FinishedRun.Folder, table).GroupBy(row => (string)row["stage"]!).ToList();
        Assert.IsNotEmpty(stages, table);
        foreach (var stage in stages)
        {
            var records = JsonNode.Parse(File.ReadAllText(Path.Combine(ArtefactOf(stage.Key), file)))!.AsArray();
            foreach (var (column, field) in pairs)
            {
                CollectionAssert.AreEqual(
                    records.Select(record => record![field]?.GetValue<double>()).ToArray(),
                    stage.Select(row => row[column] is { } value ? Convert.ToDouble(value, null) : (double?)null).ToArray(), $"{table}.{column}");
            }
        }
    }

    [TestMethod]
    public void Every_row_names_the_artefact_that_it_came_from_and_what_made_it()
    {
        foreach (var table in ResultTables.All)
        {
            foreach (var row in Duck.Table(FinishedRun.Folder, table.Name))
            {
                Assert.AreEqual("smoke", row["plan"], table.Name);
                Assert.AreEqual("cpu", row["device"], table.Name);
                Assert.AreEqual(64, ((string)row["planHash"]!).Length, table.Name);
                StringAssert.Contains((string)row["packages"]!, "TorchSharp 0.107", table.Name);
                if (row["stage"] is string stage)
                {
                    var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(ArtefactOf(stage), "manifest.json")))!;
                    Assert.AreEqual(stage, manifest["key"]!.GetValue<string>(), table.Name);
                    Assert.AreEqual(manifest["cost"]!["wallSeconds"]!.GetValue<double>(), row["wallSeconds"], table.Name);
                    Assert.AreEqual(manifest["cost"]!["cpuSeconds"]!.GetValue<double>(), row["cpuSeconds"], table.Name);
                    Assert.AreEqual(1L, row["seed"], table.Name);
                }
            }
        }
    }

    [TestMethod]
    public void Timings_have_a_row_a_stage_and_the_environment_says_how_many_it_made()
    {
        var artefacts = Directory.EnumerateFiles(FinishedRun.File("artefacts"), "manifest.json", SearchOption.AllDirectories)
            .Select(path => JsonNode.Parse(File.ReadAllText(path))!["key"]!.GetValue<string>()).ToList();
        var stages = Duck.Table(FinishedRun.Folder, "timings").Select(row => (string)row["stage"]!).ToList();
        Assert.IsEmpty(stages.Except(artefacts));
        var environment = Duck.Table(FinishedRun.Folder, "environment");
        Assert.IsTrue(environment.All(row => (long)row["stages"]! == stages.Count));
        CollectionAssert.Contains(environment.Select(row => row["name"]).ToArray(), "runtime");
    }

    [TestMethod]
    public void Priors_of_the_components_sum_to_one_and_those_of_the_suppressed_to_their_row()
    {
        foreach (var model in Duck.Table(FinishedRun.Folder, "priors").GroupBy(row => (row["k"], row["amount"])))
        {
            var components = model.Where(row => row["component"] is not null).ToList();
            Assert.AreEqual(1, components.Sum(row => (double)row["value"]!), 1e-9);
            Assert.AreEqual(
                components.Where(row => (long)row["component"]! != 0).Sum(row => (double)row["value"]!),
                (double)model.Single(row => row["component"] is null)["value"]!, 1e-9);
        }
    }

    private static string ArtefactOf(string key) =>
        Directory.EnumerateDirectories(FinishedRun.File("artefacts"), key[..20], SearchOption.AllDirectories).Single();

    private static string Sql(ColumnType type) => type switch
    {
        ColumnType.Text => "VARCHAR",
        ColumnType.Integer => "BIGINT",
        ColumnType.Number => "DOUBLE",
        ColumnType.Flag => "BOOLEAN",
        _ => "TIMESTAMP WITH TIME ZONE",
    };
}
