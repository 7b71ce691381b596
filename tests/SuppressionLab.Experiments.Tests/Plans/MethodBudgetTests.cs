using SuppressionLab.Experiments.Methods;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.LanguageModels.Networks;

namespace SuppressionLab.Experiments.Tests.Plans;

[TestClass]
public sealed class MethodBudgetTests
{
    private static readonly NetworkConfiguration Network = new Gpt2Configuration
    {
        VocabularySize = 23, ContextLength = 128, Layers = 2, Width = 64, Heads = 2,
    };

    public static IEnumerable<object[]> Names =>
        MethodRegistry.All.Where(m => m.Data != MethodData.None).Select(method => new object[] { method.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Amounts_of_tokens_and_operations_are_met_to_half_an_update(string name)
    {
        foreach (var (unit, amount) in new[] { (AmountUnit.Tokens, 200_000L), (AmountUnit.Flops, 200_000_000_000L) })
        {
            var budget = Budget(name, unit);
            var spent = unit == AmountUnit.Tokens ? budget.Tokens(amount) : budget.Flops(amount);
            var update = unit == AmountUnit.Tokens ? budget.TokensAStep : budget.FlopsAStep;
            Assert.IsTrue(Math.Abs(spent - amount) <= update / 2, $"{unit}: {spent} for {amount}, an update is {update}");
            Assert.AreEqual((spent / amount) - 1, budget.Deviation(amount), 1e-12);
        }
    }

    [TestMethod]
    public void Documents_are_as_many_as_the_updates_read_once()
    {
        // 1,024 tokens are eight blocks, a batch of eight; a pair fills one block.
        var sft = Budget("sft", AmountUnit.Tokens);
        Assert.AreEqual(20, sft.Steps(20 * 8 * 128));
        Assert.AreEqual(20, sft.Documents(20 * 8 * 128));
        var dpo = Budget("dpo", AmountUnit.Tokens);
        Assert.AreEqual(10, dpo.Steps(20 * 8 * 128));
        Assert.AreEqual(80, dpo.Documents(20 * 8 * 128));
        var both = Budget("gradient-difference", AmountUnit.Tokens);
        Assert.AreEqual(10, both.Steps(20 * 8 * 128));
        Assert.AreEqual(10, both.Documents(20 * 8 * 128), "documents to suppress; as many are kept beside them");
    }

    [TestMethod]
    public void The_reference_costs_a_forward_pass_a_token()
    {
        var forward = Network.FlopsPerToken(128) / 3;
        Assert.AreEqual(16 * 128 * 4 * forward, Budget("dpo", AmountUnit.Flops).FlopsAStep, 1);
        Assert.AreEqual(16 * 128 * 3 * forward, Budget("simpo", AmountUnit.Flops).FlopsAStep, 1);
        Assert.AreEqual(8 * 128 * 3 * forward, Budget("sft", AmountUnit.Flops).FlopsAStep, 1);
    }

    [TestMethod]
    public void A_reference_that_is_kept_is_read_once_however_many_passes_follow()
    {
        var forward = Network.FlopsPerToken(128) / 3;
        Assert.AreEqual(16 * 128 * 3.5 * forward, Budget("dpo", AmountUnit.Flops, epochs: 2).FlopsAStep, 1);
        Assert.AreEqual(8 * 128 * 4 * forward, Budget("sft-kl", AmountUnit.Flops, epochs: 2).FlopsAStep, 1, "a live one in every step");
        Assert.AreEqual(16 * 128 * 5 * forward, Budget("kto", AmountUnit.Flops).FlopsAStep, 1, "the reference, and the batch's mean");
    }

    [TestMethod]
    public void Misdirection_costs_the_blocks_up_to_its_layer_and_no_head()
    {
        // One of two blocks: 12·width² parameters and its norms and biases, 6 operations each, and attention over the row.
        var block = (Network.MatrixParameterCount - (23 * 64) - (2 * 64)) / 2.0;
        var training = (6 * (block + (2 * 64))) + (12.0 * 64 * 128);
        Assert.AreEqual(16 * 128 * training * (1 + (0.5 / 3)), Budget("rmu", AmountUnit.Flops).FlopsAStep, 1);
    }

    [TestMethod]
    public void An_adapter_saves_the_products_of_the_fixed_weights_gradients()
    {
        var full = Budget("sft", AmountUnit.Flops).FlopsAStep;
        var adapted = Budget("sft", AmountUnit.Flops, new AdapterPlan { Rank = 2 }).FlopsAStep;
        var saved = 2.0 * Network.MatrixParameterCount;
        // A and B of rank 2: c_attn 64 → 192, c_proj 64 → 64, c_fc 64 → 256, c_proj 256 → 64, in two blocks.
        var added = 6.0 * 2 * 2 * ((64 + 192) + (64 + 64) + (64 + 256) + (256 + 64));
        Assert.AreEqual(8 * 128 * (added - saved), adapted - full, 1);
    }

    [TestMethod]
    public void The_dry_run_shows_how_the_budgets_match()
    {
        var result = CommandResult.Of("run", "methods", "--dry-run", "--out", Path.Combine(Path.GetTempPath(), "none-such-run"));
        Assert.AreEqual(0, result.Code, result.Error);
        StringAssert.Contains(result.Output, "what an amount in FLOPs comes to");
        var rows = result.Output.Split('\n').SkipWhile(line => !line.StartsWith("what an amount", StringComparison.Ordinal)).Skip(2)
            .Where(line => line.Contains('%', StringComparison.Ordinal)).ToList();
        Assert.AreEqual(MethodRegistry.All.Count(m => m.Data != MethodData.None) + 4, rows.Count, "every method, four of them with an adapter too");
        foreach (var row in rows)
        {
            var deviation = double.Parse(row.Trim().Split(' ')[^1].TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture);
            Assert.IsTrue(Math.Abs(deviation) < 3, row);
        }
    }

    private static MethodBudget Budget(string name, AmountUnit unit, AdapterPlan? adapter = null, double epochs = 1)
    {
        var method = new MethodPlan { Name = name, Adapter = adapter };
        return new MethodBudget(
            new SuppressionPlan
            {
                Methods = [method], Amounts = [1], AmountUnit = unit, DocumentLength = 1024, BlockLength = 128, Epochs = epochs,
                Optimizer = new OptimizerPlan { LearningRate = 1e-3 },
            },
            method, Network);
    }
}
