namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>A row and where it came from.</summary>
/// <param name="Value">What it says.</param>
/// <param name="Provenance">Where it came from.</param>
internal readonly record struct TableRow<TRow>(TRow Value, RowProvenance Provenance);
