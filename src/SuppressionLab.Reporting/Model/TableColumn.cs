namespace SuppressionLab.Reporting.Model;

/// <summary>A column of a <see cref="Table"/>.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Alignment">How its cells are aligned.</param>
public sealed record TableColumn(string Name, ColumnAlignment Alignment = ColumnAlignment.Left);
