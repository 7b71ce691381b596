using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Store;

/// <summary>One attempt at a stage.</summary>
/// <param name="Progress">Takes reports of long work.</param>
/// <param name="Cancellation">Asks the stage to stop soon.</param>
/// <param name="Gpu">The GPU that it has, where it needs one.</param>
/// <param name="PrivateWork">
/// Whether it works in a folder of its own, without checkpoints of others: where another process has the stage and shows no
/// sign of life.
/// </param>
internal sealed record StageRun(IProgress<StageProgress> Progress, CancellationToken Cancellation, int Gpu = 0, bool PrivateWork = false);
