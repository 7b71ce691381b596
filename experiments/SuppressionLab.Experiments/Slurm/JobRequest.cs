namespace SuppressionLab.Experiments.Slurm;

/// <summary>What sbatch is given for one job.</summary>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Script">The script that it reads from its input.</param>
internal sealed record JobRequest(IReadOnlyList<string> Arguments, string Script);
