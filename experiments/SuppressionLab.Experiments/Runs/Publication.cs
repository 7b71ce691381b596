namespace SuppressionLab.Experiments.Runs;

/// <summary>What a finished run left in its folder, and of what.</summary>
/// <param name="Content">A hash of what it shows: the stages' keys, and what failed.</param>
/// <param name="Build">The build that wrote it.</param>
/// <param name="Files">The files, relative to the folder, and their sizes in bytes.</param>
internal sealed record Publication(string Content, string Build, SortedDictionary<string, long> Files);
