// Suppresses behaviours 1 and 2, and asks of every layer, before and after, whether a linear probe of ML.NET still reads
// from a document's hidden states which behaviour wrote it: what suppression hides may still be there.
// usage: ProbeHiddenStates [STEPS]
using Microsoft.ML;
using Microsoft.ML.Trainers;
using SuppressionLab;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Scoring;

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

// As many documents of each behaviour: guessing is right in a third of them.
var documents = ml.Data.Cache(
    ml.Suppression.Documents(mixture, new() { Count = 600, Length = 32, Weights = [1, 1, 1], Stream = "probed" }));
var probe = ml.Transforms.Conversion.MapValueToKey("Label", "Component")
    .Append(ml.Transforms.NormalizeMeanVariance("Features"))
    .Append(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
    {
        NumberOfThreads = 1, MaximumNumberOfIterations = 100,   // one thread: the same probe every time
    }));
for (var layer = 0; layer <= network.Layers; layer++)
{
    Console.WriteLine($"layer {layer}: {Accuracy(pretrained, layer)} before suppression, {Accuracy(suppressed, layer)} after");
}

string Accuracy(LanguageModelTransformer model, int layer)
{
    using var states = ml.Suppression.Transforms.HiddenStates(model, new() { Layer = layer }).Fit(documents);
    var features = ml.Data.Cache(states.Transform(documents), "Features", "Component");
    var folds = ml.MulticlassClassification.CrossValidate(features, probe, numberOfFolds: 5);
    var accuracy = folds.Average(fold => fold.Metrics.MicroAccuracy);
    return $"{accuracy:0.000} ± {Math.Sqrt(accuracy * (1 - accuracy) / 600):0.000}";
}
