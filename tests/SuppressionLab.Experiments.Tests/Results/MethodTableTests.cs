using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Tests.Results;

[TestClass]
public sealed class MethodTableTests
{
    [TestMethod]
    public void Components_without_a_held_out_document_are_left_out_of_the_damage()
    {
        using var folder = new TemporaryFolder();
        var path = SmallPlan.Write(folder, FewHeldOutDocuments);
        var result = CommandResult.Of("run", path, "--out", folder.File("run"));
        Assert.AreEqual(0, result.Code, result.Error);

        var results = RunResults.Load(new ArtefactStore(folder.File("run")), PlanExpander.Expand(PlanFile.Read(path)), RunFailures.None);
        foreach (var outcome in new MethodTable(results).Outcomes)
        {
            var cell = results.Cells.Single(c => c.Method == outcome.Method.Title);
            var (kept, missing) = Rises(cell, outcome.Amount, cell.Kept);
            Assert.IsGreaterThan(0, missing, "none of the twelve documents of seed 11 is of component 0");
            Assert.AreEqual(kept, outcome.Damage.Value, 1e-12);
            Assert.AreEqual(Rises(cell, outcome.Amount, cell.Suppressed).Mean, outcome.SuppressedLossRise.Value, 1e-12);
        }
    }

    /// <summary>By hand: the mean over seeds, of those that have one, of the mean over the components that a seed's documents are of.</summary>
    private static (double Mean, int Missing) Rises(CellResults cell, double amount, IReadOnlyList<int> components)
    {
        var (total, seeds, missing) = (0.0, 0, 0);
        foreach (var seed in cell.Regrets.GroupBy(r => r.Seed))
        {
            var losses = seed.ToDictionary(r => (r.Method, r.Amount, r.Component), r => r.ModelNll);
            var measured = components.Where(c => losses.ContainsKey(("none", 0, c))).ToList();
            missing += components.Count - measured.Count;
            if (measured.Count > 0)
            {
                total += measured.Average(c => losses[(cell.Method, amount, c)] - losses[("none", 0, c)]);
                seeds++;
            }
        }
        return (total / seeds, missing);
    }

    private static void FewHeldOutDocuments(JsonObject plan)
    {
        plan.Remove("samples");
        plan.Remove("control");
        plan["seeds"] = new JsonArray(1, 11);
        plan["laws"] = JsonNode.Parse("""{"names":["random-evidence"],"headline":"random-evidence","prefixes":[],"replicates":20}""");
        plan["verdict"] = JsonNode.Parse("""{"intervalReplicates":20}""");
        plan["pretraining"]!["documents"] = 10;
        plan["pretraining"]!["evaluationDocuments"] = 12;
        var suppression = plan["suppression"]!.AsObject();
        suppression.Remove("method");
        suppression["methods"] = JsonNode.Parse("""[{"name":"sft"},{"name":"simpo"}]""");
        suppression["amounts"] = new JsonArray(0, 2);
        suppression["documentLength"] = 64;
        suppression["intermediateCurves"] = 0;
        plan["curves"]!["prompts"] = 15;
    }
}
