using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Slurm;

/// <summary>Stages that become one job array: task i makes stage i. None of them reads another.</summary>
/// <param name="Index">The array's number, from 0; arrays come after those that they wait for.</param>
/// <param name="Name">What its stages are: a kind, or the depth of a mixed array.</param>
/// <param name="Stages">The stages, in the order of the graph.</param>
/// <param name="After">The numbers of the arrays that must have ended before it starts.</param>
internal sealed record StageArray(int Index, string Name, IReadOnlyList<Stage> Stages, IReadOnlyList<int> After);
