// Pretrains a small GPT-2 on three behaviours, suppresses two of them, and asks what examples bring back; then saves the
// scoring pipeline, loads it again, and scores one prompt with it.
// usage: ComposeAPipeline [STEPS]
using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;

var steps = args.Length > 0 ? int.Parse(args[0]) : 250;
var ml = new MLContext(seed: 1);
var mixture = GincMixture.Draw(new GincOptions { Components = 3 }, seed: 1);
var documents = ml.Suppression.Documents(mixture, new() { Count = 2_000, Length = 256 });
var network = new Gpt2Configuration
{
    VocabularySize = mixture.TokenCount, ContextLength = 256, Layers = 2, Width = 64, Heads = 2,
};
using var pretrained = ml.Suppression.Trainers
    .Pretraining(network, new TrainingOptions { Steps = steps, LearningRate = 3e-3 }).Fit(documents);

var favoured = ml.Suppression.Documents(mixture, new() { Count = 200, Length = 256, Weights = [1, 0, 0] });
using var suppressed = ml.Suppression.Trainers
    .SupervisedFineTuning(pretrained, new TrainingOptions { Steps = Math.Max(1, steps / 10), LearningRate = 1e-3 })
    .Fit(favoured);

// Our transforms and ML.NET's go into one pipeline; with the tokens as text a preview can be read.
var prompts = ml.Suppression.InContextPrompts(mixture, new() { K = 5, ContextLength = 256, Count = 300 });
var pipeline = ml.Suppression.Transforms.Detokenize()
    .Append(ml.Suppression.Transforms.LabelProbabilities(suppressed))
    .Append(ml.Transforms.DropColumns("Labels"));
using var scorer = pipeline.Fit(prompts);
var scored = scorer.Transform(prompts);

var curves = ml.Suppression.EvaluateCurves(scored, new("gpt2-2x64", "sft", 200, "documents", steps / 10, 1));
var law = ml.Suppression.Laws.Fit("scoring-wise").Fit(ml.Suppression.CurveTable(curves.Points));
Console.WriteLine($"prior after suppression: {string.Join(", ", law.Fits![0].Prior!.Select(p => p.ToString("0.000")))}");

foreach (var row in scored.Preview(maxRows: 3).RowView)
{
    var values = row.Values.ToDictionary(column => column.Key, column => column.Value);
    Console.WriteLine($"behaviour {values["Component"]}: {values["Text"]}");
}

ml.Model.Save(scorer, prompts.Schema, "scorer.zip");   // weights inside
var loaded = ml.Model.Load("scorer.zip", out _);
using var engine = ml.Model.CreatePredictionEngine<Prompt, Scores>(loaded);
var first = ml.Data.CreateEnumerable<Prompt>(prompts, reuseRowObject: false).First();
var labels = engine.Predict(first).LabelProbability;
Console.WriteLine($"the first prompt's labels: {labels[0]:0.000} without examples, {labels[^1]:0.000} after {labels.Length - 1}");

/// <summary>What the pipeline reads of a row.</summary>
internal sealed class Prompt
{
    [VectorType] public int[] Tokens { get; set; } = [];

    [VectorType] public int[] Labels { get; set; } = [];

    [VectorType] public int[] ScoredPositions { get; set; } = [];
}

/// <summary>What it adds: a probability for each label.</summary>
internal sealed class Scores
{
    [VectorType] public float[] LabelProbability { get; set; } = [];
}
