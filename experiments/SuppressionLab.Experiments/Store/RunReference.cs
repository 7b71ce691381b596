namespace SuppressionLab.Experiments.Store;

/// <summary>A run and the artefacts that it needs.</summary>
/// <param name="Folder">The run's folder.</param>
/// <param name="Plan">The plan's name.</param>
/// <param name="Artefacts">Names, <c>KIND/KEY</c>.</param>
internal sealed record RunReference(string Folder, string Plan, string[] Artefacts);
