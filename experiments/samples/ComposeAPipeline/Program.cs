// Pretrains a small GPT-2 on three behaviours, suppresses two of them, and asks what examples bring back.
using Microsoft.ML;
using SuppressionLab;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;

var ml = new MLContext(seed: 1);
var mixture = GincMixture.Draw(new GincOptions { Components = 3 }, seed: 1);
var documents = ml.Suppression.Documents(mixture, new() { Count = 2_000, Length = 256 });
var network = new Gpt2Configuration
{
    VocabularySize = mixture.TokenCount, ContextLength = 256, Layers = 2, Width = 64, Heads = 2,
};
var steps = args.Length > 0 ? int.Parse(args[0]) : 250;
using var pretrained = ml.Suppression.Trainers
    .Pretraining(network, new TrainingOptions { Steps = steps, LearningRate = 3e-3 }).Fit(documents);

var favoured = ml.Suppression.Documents(mixture, new() { Count = 200, Length = 256, Weights = [1, 0, 0] });
using var suppressed = ml.Suppression.Trainers
    .SupervisedFineTuning(pretrained, new TrainingOptions { Steps = Math.Max(1, steps / 10), LearningRate = 1e-3 })
    .Fit(favoured);

var prompts = ml.Suppression.InContextPrompts(mixture, new() { K = 5, ContextLength = 256, Count = 300 });
var scored = ml.Suppression.Transforms.LabelProbabilities(suppressed).Fit(prompts).Transform(prompts);
var curves = ml.Suppression.EvaluateCurves(scored, new("gpt2-2x64", "sft", 200, "documents", steps / 10, 1));
var law = ml.Suppression.Laws.Fit("scoring-wise").Fit(ml.Suppression.CurveTable(curves.Points));
Console.WriteLine($"prior after suppression: {string.Join(", ", law.Fits![0].Prior!.Select(p => p.ToString("0.000")))}");

ml.Model.Save(suppressed, documents.Schema, "suppressed.zip");
Console.WriteLine($"saved suppressed.zip: {new FileInfo("suppressed.zip").Length:N0} bytes, weights inside");
