using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.LanguageModels.Training;

/// <summary>The content of <c>trainer.json</c>: where a run is and what it must be given to go on.</summary>
internal sealed record TrainerState(
    string Format,
    int Version,
    long Step,
    long Tokens,
    double? LastLoss,
    string Objective,
    string FirstBatch,
    int Threads,
    TrainingOptions Options,
    IReadOnlyList<TrainingRecord> History)
{
    public const string FileName = "trainer.json";
    public const string CurrentFormat = "suppressionlab/trainer";
    private const long MaximumBytes = 1L << 28;

    public static TrainerState Read(string path)
    {
        var state = StrictJson.ReadFile<TrainerState>(path, MaximumBytes);
        if (state.Format != CurrentFormat || state.Version != 1)
        {
            throw new InputException($"{path}: format: {state.Format} {state.Version}; {CurrentFormat} 1 is needed");
        }
        if (state.Step < 0 || state.Step > state.Options.Steps)
        {
            throw new InputException($"{path}: step: {state.Step}; 0 to {state.Options.Steps} is allowed");
        }
        return state;
    }

    /// <summary>Refuses a checkpoint of another run. How often to write checkpoints may change; nothing else.</summary>
    public void RequireSameRun(TrainingOptions options, string objective, string firstBatch, string folder)
    {
        foreach (var property in typeof(TrainingOptions).GetProperties().Where(p => p.CanWrite))
        {
            if (property.Name != nameof(TrainingOptions.CheckpointInterval))
            {
                var name = $"{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}";
                Require(name, property.GetValue(Options), property.GetValue(options), folder);
            }
        }
        Require("objective", Objective, objective, folder);
        Require("training data", FirstBatch, firstBatch, folder);
    }

    private static void Require(string field, object? found, object? wanted, string folder)
    {
        if (!Equals(found, wanted))
        {
            throw new InputException(FormattableString.Invariant(
                $"{folder}: {field}: the checkpoint has {found}, this run {wanted}: use the same value or another folder"));
        }
    }
}
