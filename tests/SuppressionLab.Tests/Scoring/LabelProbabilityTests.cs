using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Scoring;
using SuppressionLab.Tests.Support;
using TorchSharp;

namespace SuppressionLab.Tests.Scoring;

[TestClass]
public sealed class LabelProbabilityTests
{
    private static readonly MLContext Ml = Tiny.Context();
    private static LanguageModelTransformer s_model = null!;

    [ClassInitialize]
    public static void Train(TestContext context) => s_model = Tiny.Model(Ml);

    [ClassCleanup]
    public static void Free() => s_model.Dispose();

    [TestMethod]
    public void Probabilities_and_correctness_are_those_of_a_forward_pass_without_bos()
    {
        var prompts = Tiny.Prompts(Ml, count: 4);
        var scored = Scored(prompts, 32);
        var probabilities = Views.Vectors<float>(scored, ColumnNames.LabelProbability);
        var correct = Views.Vectors<bool>(scored, ColumnNames.LabelCorrect);
        var tokens = Views.Vectors<int>(prompts, ColumnNames.Tokens);
        var labels = Views.Vectors<int>(prompts, ColumnNames.Labels);
        var positions = Views.Vectors<int>(prompts, ColumnNames.ScoredPositions);
        using var network = s_model.CopyNetwork();
        using var noGradients = torch.no_grad();
        for (var row = 0; row < tokens.Length; row++)
        {
            using var scope = torch.NewDisposeScope();
            var logits = network.Forward(torch.tensor(tokens[row].Select(t => (long)t).ToArray()).unsqueeze(0)).to(torch.float64);
            for (var j = 0; j < labels[row].Length; j++)
            {
                var p = logits[0, positions[row][j]].softmax(0);
                Assert.AreEqual(p[labels[row][j]].item<double>(), probabilities[row][j], 1e-6);
                Assert.AreEqual(p.argmax().item<long>() == labels[row][j], correct[row][j]);
            }
        }
        Assert.IsTrue(correct.Any(row => row.Contains(true)) && correct.Any(row => row.Contains(false)));
    }

    [TestMethod]
    public void Results_do_not_depend_on_the_batch_size_and_an_engine_agrees()
    {
        var prompts = Tiny.Prompts(Ml, count: 9);
        var expected = Views.Vectors<float>(Scored(prompts, 1), ColumnNames.LabelProbability);
        Views.AreClose(expected, Views.Vectors<float>(Scored(prompts, 4), ColumnNames.LabelProbability), 1e-6f);
        using var transformer = Estimator(32).Fit(prompts);
        var rows = Ml.Data.CreateEnumerable<Prompt>(prompts, reuseRowObject: false).ToArray();
        using var engine = Ml.Model.CreatePredictionEngine<Prompt, Output>(transformer);
        Views.AreClose(expected, [.. rows.Select(r => engine.Predict(r).LabelProbability)], 1e-6f);
    }

    [TestMethod]
    public void Two_added_columns_of_one_name_are_refused()
    {
        var estimator = Ml.Suppression.Transforms.LabelProbabilities(
            s_model, new LabelProbabilityOptions { ProbabilityColumnName = "P", CorrectColumnName = "P" });
        var prompts = Tiny.Prompts(Ml, count: 1);
        StringAssert.Contains(Views.Refusal(() => estimator.Fit(prompts)), "'P'");
        StringAssert.Contains(Views.Refusal(() => estimator.GetOutputSchema(Shapes.Of(prompts.Schema))), "'P'");
    }

    [TestMethod]
    public void Rows_that_contradict_themselves_are_refused_by_row_and_column()
    {
        StringAssert.Contains(Refuse(new([1, 2, 3], [1], [3], 2, 0)), "column 'ScoredPositions', row 0, item 0: 3 is outside 0 to 2");
        StringAssert.Contains(Refuse(new([1, 2, 3], [99], [1], 2, 0)), "column 'Labels', row 0");
        StringAssert.Contains(Refuse(new([1, 2, 3], [1, 2], [1], 2, 0)), "they must be as many");
        StringAssert.Contains(Refuse(new(new int[25], [1], [1], 2, 0)), "column 'Tokens', row 0: 25 tokens");
        StringAssert.Contains(Views.Refusal(() => Estimator(0)), "BatchSize");
    }

    private static string Refuse(InContextPrompt prompt) => Views.Refusal(() => Views.Vectors<float>(
        Scored(Ml.Suppression.InContextPrompts([prompt]), 8), ColumnNames.LabelProbability));

    private static LabelProbabilityEstimator Estimator(int batchSize) =>
        Ml.Suppression.Transforms.LabelProbabilities(s_model, new LabelProbabilityOptions { BatchSize = batchSize });

    private static IDataView Scored(IDataView prompts, int batchSize) => Estimator(batchSize).Fit(prompts).Transform(prompts);

    private sealed class Prompt
    {
        public int[] Tokens { get; set; } = [];

        public int[] Labels { get; set; } = [];

        public int[] ScoredPositions { get; set; } = [];
    }

    private sealed class Output
    {
        public float[] LabelProbability { get; set; } = [];
    }
}
