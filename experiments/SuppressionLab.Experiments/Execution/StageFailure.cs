using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution;

/// <summary>A stage that could not be made.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Cause">Why.</param>
/// <param name="Reason">Why, in a line.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">What was thrown last.</param>
internal sealed record StageFailure(Stage Stage, FailureCause Cause, string Reason, int Attempts, Exception Error);
