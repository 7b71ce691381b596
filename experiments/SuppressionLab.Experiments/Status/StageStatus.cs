using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Status;

/// <summary>How one stage is.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="State">How it is.</param>
/// <param name="Detail">Where it runs, why it waits or failed; empty where there is nothing to say.</param>
/// <param name="Cause">The cause of a failure in a word; empty otherwise.</param>
/// <param name="Attempts">How often a failed stage was tried.</param>
internal sealed record StageStatus(Stage Stage, StageState State, string Detail = "", string Cause = "", int Attempts = 0);
