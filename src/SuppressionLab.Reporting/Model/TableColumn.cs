namespace SuppressionLab.Reporting.Model;

/// <summary>A column of a <see cref="Table"/>.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Alignment">How its cells are aligned.</param>
public sealed record TableColumn(string Name, ColumnAlignment Alignment = ColumnAlignment.Left)
{
    /// <summary>The unit of its numbers (<c>nats a token</c>), shown below the heading; none if empty.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The heading with the unit in brackets, where there is one.</summary>
    public string FullName => Unit.Length > 0 ? $"{Name} ({Unit})" : Name;
}

