using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.Evaluation;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests;

[TestClass]
public sealed class SuppressionCatalogTests
{
    [TestMethod]
    public void The_slice_composes_from_mixture_to_law_and_twice_to_the_same_bits()
    {
        var first = RunSlice(new MLContext(seed: 11));
        var second = RunSlice(new MLContext(seed: 11));
        CollectionAssert.AreEqual(first, second);
    }

    [TestMethod]
    public void Views_of_files_have_the_rows_that_were_written()
    {
        var ml = new MLContext(seed: 2);
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var documents = new DocumentSampler(Tiny.Mixture, 9, RandomKey.FromSeed(2).Derive("documents"));
            var prompts = new PromptSampler(Tiny.Mixture, 3, Tiny.ContextLength, RandomKey.FromSeed(2).Derive("prompts").Derive(3));
            foreach (var extension in new[] { "jsonl", "parquet" })
            {
                var documentPath = Path.Combine(folder, $"documents.{extension}");
                DocumentFile.Write(documentPath, Enumerable.Range(0, 7).Select(i => documents.Sample(i)));
                Views.AreSame(
                    Views.Vectors<int>(Tiny.Documents(ml, count: 7, length: 10), ColumnNames.Tokens),
                    Views.Vectors<int>(ml.Suppression.DocumentsFromFile(documentPath, Tiny.Mixture), ColumnNames.Tokens));

                var promptPath = Path.Combine(folder, $"prompts.{extension}");
                PromptFile.Write(promptPath, Enumerable.Range(0, 7).Select(i => prompts.Sample(i)));
                var view = ml.Suppression.InContextPromptsFromFile(promptPath, Tiny.Mixture);
                foreach (var column in new[] { ColumnNames.Tokens, ColumnNames.Labels, ColumnNames.ScoredPositions })
                {
                    Views.AreSame(Views.Vectors<int>(Tiny.Prompts(ml, count: 7), column), Views.Vectors<int>(view, column));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] RunSlice(MLContext ml)
    {
        var lab = ml.Suppression;
        var prompts = Tiny.Prompts(ml, count: 24, k: 2);
        var favoured = lab.Documents(Tiny.Mixture, new() { Count = 16, Length = 24, Stream = "favoured", Weights = [1, 0, 0] });
        using var pretrained = lab.Trainers.Pretraining(Tiny.Network, Tiny.Training(30)).Fit(Tiny.Documents(ml));
        using var suppressed = lab.Trainers.SupervisedFineTuning(pretrained, Tiny.Training(10)).Fit(favoured);
        var results = new List<string>();
        foreach (var (model, amount) in new[] { (pretrained, 0), (suppressed, 10) })
        {
            using var scorer = lab.Transforms.LabelProbabilities(model).Fit(prompts);
            var curves = lab.EvaluateCurves(
                scorer.Transform(prompts), new CurveRunInfo("tiny", amount == 0 ? "none" : "sft", amount, "steps", amount, 11));
            var law = lab.Laws.Fit("scoring-wise").Fit(lab.CurveTable(curves.Points));
            results.AddRange(curves.Points.Select(p => p.ToString()));
            results.AddRange(law.Laws[0].Parameters.Select(p => p.ToString()));
            results.AddRange(lab.EvaluateRegret(model, Tiny.Documents(ml, stream: "held-out"), new DocumentLearner(Tiny.Mixture, 0))
                .Select(r => r.ToString()));
        }
        return [.. results];
    }
}
