// Judges what models write by Microsoft.ML.TorchSharp's text classification, a fine-tuned NAS-BERT that knows nothing of
// mixtures: it learns from documents as text which behaviour writes how, and then reads documents of models before and
// after suppression. Its first run downloads the pretrained NAS-BERT.
// build: dotnet build -p:UseMicrosoftMLTorchSharp=true   usage: TextClassificationJudge [STEPS]
#if !MICROSOFT_ML_TORCHSHARP
Console.WriteLine("built without Microsoft.ML.TorchSharp: build with -p:UseMicrosoftMLTorchSharp=true");
#else
using Microsoft.ML;
using Microsoft.ML.TorchSharp;
using SuppressionLab;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;

var steps = args.Length > 0 ? int.Parse(args[0]) : 1_000;
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
    VocabularySize = mixture.TokenCount, ContextLength = 64, Layers = 2, Width = 64, Heads = 2, InitializerRange = 0.2,
};
using var pretrained = ml.Suppression.Trainers
    .Pretraining(network, new TrainingOptions { Steps = steps, LearningRate = 5e-3, WarmupFraction = 0.05 })
    .Fit(ml.Suppression.Documents(mixture, new() { Count = 8 * steps, Length = 64 }));
using var suppressed = ml.Suppression.Trainers
    .SupervisedFineTuning(pretrained, new TrainingOptions { Steps = Math.Max(1, steps / 20), LearningRate = 1e-3 })
    .Fit(ml.Suppression.Documents(mixture, new() { Count = 400, Length = 64, Weights = [1, 0, 0], Stream = "favoured" }));

// The judge is an ML.NET pipeline like any other: tokens become text, the component is the label.
var judge = ml.Suppression.Transforms.Detokenize()
    .Append(ml.Transforms.Conversion.MapValueToKey("Label", "Component"))
    .Append(ml.MulticlassClassification.Trainers.TextClassification(sentence1ColumnName: "Text", maxEpochs: 3))
    .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

// It learns from documents of known behaviours, and is measured on a part of them, so that its mistakes can be allowed for.
var known = ml.Suppression.Documents(mixture, new() { Count = 600, Length = 32, Weights = [1, 1, 1], Stream = "known" });
var written = new[] { pretrained, suppressed }
    .Select(model => ml.Suppression.SampleDocuments(model, new() { Count = 300, Length = 33 })).ToArray();
var result = ml.Suppression.EvaluateJudge(judge, known, written);
Console.WriteLine($"the judge is right on {result.Accuracy:0.000} ± {result.AccuracyStandardError:0.000} of documents held out");
foreach (var (when, judged) in new[] { "before suppression", "after" }.Zip(result.Judged))
{
    Console.WriteLine($"{when}: " + string.Join(", ", judged.Shares.Select(
        share => $"behaviour {share.Component} {share.Corrected:0.000} ± {share.CorrectedStandardError:0.000}")));
}
#endif
