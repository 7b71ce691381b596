namespace SuppressionLab.Experiments.Store;

/// <summary>One file of an artefact.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">The hash of its content.</param>
internal sealed record ManifestFile(long Bytes, string Sha256);
