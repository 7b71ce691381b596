using SuppressionLab.Laws.Data;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Laws.Tests.Data;

[TestClass]
public sealed class PromptSetTests
{
    [TestMethod]
    public void Rows_in_any_order_become_whole_prompts_whose_means_are_those_of_the_curve_table()
    {
        PromptScore[] scores = [Score(1, 7, 1, 0.5), Score(0, 2, 0, 0.1), Score(1, 3, 1, 0.9), Score(0, 2, 1, 0.2),
            Score(1, 7, 0, 0.3), Score(1, 3, 0, 0.4), Score(0, 4, 1, 0.8), Score(0, 4, 0, 0.7)];
        var set = PromptSet.FromScores(scores);
        CollectionAssert.AreEqual(new[] { 3, 7 }, set.Tasks[1].Prompts);
        CollectionAssert.AreEqual(new[] { 0.4, 0.9 }, set.Tasks[1].Probabilities[0]);
        var table = CurveSet.FromPoints(CurveTable.FromScores(scores));
        foreach (var (ours, theirs) in set.ToCurveSet().Curves.Zip(table.Curves))
        {
            for (var i = 0; i < 2; i++)
            {
                Assert.AreEqual(theirs.Probabilities[i], ours.Probabilities[i], 1e-15);
                Assert.AreEqual(theirs.StandardErrors![i], ours.StandardErrors![i], 1e-15);
                Assert.AreEqual(theirs.Counts![i], ours.Counts![i]);
            }
        }
    }

    [TestMethod]
    public void A_single_prompt_has_a_curve_without_standard_errors()
    {
        var curve = PromptSet.FromScores([Score(0, 0, 0, 0.5)]).ToCurveSet().Curves[0];
        Assert.IsNull(curve.StandardErrors);
        Assert.AreEqual(0.5, curve.Probabilities[0]);
    }

    [TestMethod]
    public void A_prefix_is_cut_on_the_tables_shots_whatever_the_origin()
    {
        var scores = Enumerable.Range(0, 11).Select(n => Score(0, 0, n, 0.5)).ToArray();
        Assert.AreEqual(5, PromptSet.FromScores(scores).Prefix(0.5).Tasks[0].Shots[^1]);
        Assert.AreEqual(6, PromptSet.FromScores(scores, 1).Prefix(0.5).Tasks[0].Shots[^1]);
        Assert.HasCount(1, PromptSet.FromScores(scores).Prefix(0.01).Tasks[0].Shots);
    }

    [TestMethod]
    [DataRow("missing shots", "task 0, prompt 1: no score at 1 shots")]
    [DataRow("twice", "task 0, prompt 1, shots 0: two scores")]
    [DataRow("NaN", "task 0, prompt 1, shots 0: label probability NaN")]
    [DataRow("above one", "task 0, prompt 1, shots 0: label probability 1.5")]
    [DataRow("negative shots", "task 0, prompt 1: -1 shots")]
    [DataRow("two models", "only one of these at a time")]
    [DataRow("two k", "only one of these at a time")]
    [DataRow("none", "none given")]
    public void Bad_rows_are_refused_and_named(string flaw, string expected)
    {
        var good = Score(0, 1, 0, 0.5);
        PromptScore[] scores = flaw switch
        {
            "missing shots" => [Score(0, 0, 0, 0.5), Score(0, 0, 1, 0.5), good],
            "twice" => [good, good],
            "NaN" => [good with { LabelProbability = double.NaN }],
            "above one" => [good with { LabelProbability = 1.5 }],
            "negative shots" => [good with { Shots = -1 }],
            "two models" => [good, good with { Model = "other", Prompt = 2 }],
            "two k" => [good, good with { K = 5, Prompt = 2 }],
            _ => [],
        };
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => PromptSet.FromScores(scores)).Message, expected);
    }

    [TestMethod]
    public void Bad_prefixes_and_origins_are_refused()
    {
        var set = PromptSet.FromScores([Score(0, 0, 5, 0.5), Score(1, 0, 50, 0.5)]);
        StringAssert.Contains(Assert.ThrowsExactly<InputException>(() => set.Prefix(0.1)).Message, "task 1");
        Assert.ThrowsExactly<InputException>(() => set.Prefix(0));
        Assert.ThrowsExactly<InputException>(() => PromptSet.FromScores([Score(0, 0, 5, 0.5)], double.NaN));
    }

    private static PromptScore Score(int component, int prompt, int shots, double p) => new(
        "m", "none", 0, "documents", 0, 1, 3, component, prompt, shots, p, false, double.NaN, double.NaN);
}
