using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>The root seed that a stage belongs to: that of the mixture it reads, or of what it reads.</summary>
internal static class StageSeed
{
    /// <summary>The seed; null for a stage that brings several seeds together.</summary>
    public static long? Of(Stage stage) => Of(stage, []);

    private static long? Of(Stage stage, Dictionary<string, long?> known)
    {
        if (stage is MixtureStage own)
        {
            return own.Seed;
        }
        // A search for a learning rate may have been made with another seed; the stage's own mixture counts.
        if (stage.Inputs.OfType<MixtureStage>().FirstOrDefault() is { } mixture)
        {
            return mixture.Seed;
        }
        if (known.TryGetValue(stage.Key, out var seed))
        {
            return seed;
        }
        var seeds = stage.Inputs.Select(input => Of(input, known)).Distinct().ToList();
        return known[stage.Key] = seeds.Count == 1 ? seeds[0] : null;
    }
}
