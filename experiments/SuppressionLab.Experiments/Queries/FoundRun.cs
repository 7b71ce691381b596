namespace SuppressionLab.Experiments.Queries;

/// <summary>A run's folder with result tables, and what queries call it.</summary>
/// <param name="Name">The folder's name; its path where several have one name.</param>
/// <param name="Folder">The folder's full path.</param>
internal sealed record FoundRun(string Name, string Folder);
