using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Estimates;

/// <summary>A stage as a dry run sees it.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Stored">Whether its artefact is in the store, whole.</param>
/// <param name="Seconds">How long it will take, or has taken, in seconds.</param>
/// <param name="Bytes">How large its artefact will be, or is, in bytes, its manifest included.</param>
internal sealed record PlannedStage(Stage Stage, bool Stored, double Seconds, double Bytes);
