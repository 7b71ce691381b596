namespace SuppressionLab.Experiments.Slurm;

/// <summary>An array of a submission.</summary>
/// <param name="Name">The name of its jobs: plan, number, kind and submission.</param>
/// <param name="Stages">Keys of its stages; task i makes stage i.</param>
/// <param name="After">Numbers of the arrays that it waits for, each smaller than its own.</param>
/// <param name="JobId">Slurm's id; null until sbatch gave one.</param>
internal sealed record SubmittedArray(string Name, IReadOnlyList<string> Stages, IReadOnlyList<int> After, long? JobId);
