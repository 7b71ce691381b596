using Microsoft.ML;
using SuppressionLab.Data;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Scoring;
using SuppressionLab.Training;

namespace SuppressionLab.Tests.Support;

/// <summary>A mixture and networks small enough to train in a test.</summary>
internal static class Tiny
{
    public const int ContextLength = 24;

    private static readonly Lazy<HmmMixture> LazyMixture = new(() => GincMixture.Draw(
        new GincOptions { Components = 3, Entities = 3, Properties = 4, VocabularySize = 10 }, seed: 5));

    public static HmmMixture Mixture => LazyMixture.Value;

    public static Gpt2Configuration Network => new()
    {
        VocabularySize = Mixture.TokenCount,
        ContextLength = ContextLength,
        Layers = 1,
        Width = 16,
        Heads = 2,
    };

    /// <summary>A network of an architecture, about as large as <see cref="Network"/>.</summary>
    public static NetworkConfiguration NetworkOf(string architecture) => architecture switch
    {
        "gpt2" => Network,
        "llama" => new LlamaConfiguration
        {
            VocabularySize = Mixture.TokenCount, ContextLength = ContextLength, Layers = 2, Width = 16, Heads = 4, KeyValueHeads = 2,
        },
        "lstm" => new LstmConfiguration { VocabularySize = Mixture.TokenCount, ContextLength = ContextLength, Layers = 2, Width = 16 },
        _ => throw new ArgumentOutOfRangeException(nameof(architecture), architecture, "a small shape of it is missing here"),
    };

    public static TrainingOptions Training(long steps = 20) => new()
    {
        Steps = steps,
        LearningRate = 5e-3,
        BatchSize = 4,
        EvaluationInterval = 5,
        HistoryInterval = 1,
    };

    public static MLContext Context(int seed = 1) => new(seed);

    public static IDataView Documents(MLContext ml, int count = 40, int length = ContextLength, string stream = "documents") =>
        ml.Suppression.Documents(Mixture, new DocumentViewOptions { Count = count, Length = length, Stream = stream });

    public static IDataView Prompts(MLContext ml, int count = 30, int k = 3) => ml.Suppression.InContextPrompts(
        Mixture, new InContextPromptViewOptions { K = k, ContextLength = ContextLength, Count = count });

    public static PretrainingOptions Pretraining(long steps = 20) => new() { Network = Network, Training = Training(steps) };

    /// <summary>A trained model of the caller's own.</summary>
    public static LanguageModelTransformer Model(MLContext ml, long steps = 20) =>
        ml.Suppression.Trainers.Pretraining(Pretraining(steps)).Fit(Documents(ml));
}
