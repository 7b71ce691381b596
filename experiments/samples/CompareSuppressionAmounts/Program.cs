// Suppresses one pretrained model lightly and heavily, and compares what each amount changed: behaviours 1 and 2 are
// suppressed by fine-tuning on documents of behaviour 0 alone.
// usage: CompareSuppressionAmounts [STEPS]
using Microsoft.ML;
using SuppressionLab;
using SuppressionLab.Evaluation;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Scoring;

var steps = args.Length > 0 ? int.Parse(args[0]) : 1_500;
var ml = new MLContext(seed: 1);
var mixture = GincMixture.Draw(
    new GincOptions
    {
        Components = 3, Entities = 4, Properties = 6, VocabularySize = 21, DistinctSymbols = true, DisjointModes = true,
        SharedDelimiterRow = true, DelimiterHazard = 0.2, EntityTemperature = 10, ModeProbabilityRange = [0.5, 0.65],
    },
    seed: 1);
var network = new Gpt2Configuration
{
    VocabularySize = mixture.TokenCount, ContextLength = 128, Layers = 2, Width = 64, Heads = 2, InitializerRange = 0.2,
};
using var pretrained = ml.Suppression.Trainers
    .Pretraining(network, new TrainingOptions { Steps = steps, LearningRate = 5e-3, WarmupFraction = 0.05 })
    .Fit(ml.Suppression.Documents(mixture, new() { Count = 8 * steps, Length = 128 }));

// Every model reads the same prompts, so that changes are compared prompt by prompt.
var prompts = ml.Data.Cache(ml.Suppression.InContextPrompts(mixture, new() { K = 3, ContextLength = 128, Count = 300 }));
var before = Curves(pretrained, new("gpt2-2x64", "none", 0, "documents", steps, 1));
var points = new List<CurvePoint>(before.Points);
Console.WriteLine($"before: prior {Prior(pretrained)}; by the curves' law {LawPrior(before)}");

foreach (var amount in new[] { 64, 512 })
{
    var favoured = ml.Suppression.Documents(
        mixture, new() { Count = amount, Length = 128, Weights = [1, 0, 0], Stream = $"favoured-{amount}" });
    using var suppressed = ml.Suppression.Trainers
        .SupervisedFineTuning(pretrained, new TrainingOptions { Steps = amount / 8, LearningRate = 1e-3 }).Fit(favoured);
    var after = Curves(suppressed, new("gpt2-2x64", "sft", amount, "documents", amount / 8, 1));
    points.AddRange(after.Points);

    Console.WriteLine($"after {amount} documents: prior {Prior(suppressed)}; by the curves' law {LawPrior(after)}");
    foreach (var change in ml.Suppression.EvaluateComparison(before, after).Curves)
    {
        Console.WriteLine(
            $"  behaviour {change.Component}: {change.Start.Mean:+0.000;-0.000} ± {change.Start.StandardError:0.000} without "
            + $"examples, {change.End.Mean:+0.000;-0.000} ± {change.End.StandardError:0.000} with the most, p {change.HolmP:0.0e+0}");
    }
}
CurveTable.Write("curves.csv", points);
Console.WriteLine($"saved curves.csv: {points.Count} points of 3 models");

InContextCurves Curves(LanguageModelTransformer model, CurveRunInfo run)
{
    using var scorer = ml.Suppression.Transforms.LabelProbabilities(model).Fit(prompts);
    return ml.Suppression.EvaluateCurves(scorer.Transform(prompts), run);
}

// Without a law: documents that the model writes, classified by the exact learner.
string Prior(LanguageModelTransformer model)
{
    var written = ml.Suppression.SampleDocuments(model, new() { Count = 200, Length = 33 });
    return ml.Suppression.EstimatePrior(written, mixture).Weights is { } weights
        ? string.Join(", ", weights.Weights.Zip(weights.StandardErrors, (w, e) => $"{w:0.00} ± {e:0.00}"))
        : "of no behaviour: no component explains what it writes";
}

string LawPrior(InContextCurves curves)
{
    var fit = ml.Suppression.Laws.Fit("scoring-wise").Fit(ml.Suppression.CurveTable(curves.Points)).Fits![0];
    return string.Join(", ", fit.Prior!.Select(p => $"{p:0.00}")) + (fit.Warnings.Count > 0 ? " (with a warning)" : "");
}
