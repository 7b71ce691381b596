namespace SuppressionLab.Experiments.Results.Tables.Columns;

/// <summary>A column of a result table, as people and queries know it.</summary>
/// <param name="Name">Its name, in camel case; a name once given keeps its meaning.</param>
/// <param name="Type">What its cells hold.</param>
/// <param name="Meaning">What it says, with its range.</param>
internal sealed record ResultColumn(string Name, ColumnType Type, string Meaning)
{
    /// <summary>Its unit, for example <c>nats a token</c>; empty where there is none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>When a cell is null; null if never.</summary>
    public string? NullWhen { get; init; }
}
