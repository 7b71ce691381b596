namespace SuppressionLab.Laws.Families;

/// <summary>Starts of a family on some curves: a map from the unit cube to coordinates.</summary>
/// <param name="Dimensions">How many numbers in [0, 1) choose a start.</param>
/// <param name="Fill">Fills the coordinates of the start that a point of the cube chooses.</param>
public sealed record StartSource(int Dimensions, StartSource.Map Fill)
{
    /// <summary>The map.</summary>
    /// <param name="unit">A point of a space-filling sequence; [Dimensions].</param>
    /// <param name="coordinates">Receives the start; [FreeParameters].</param>
    public delegate void Map(ReadOnlySpan<double> unit, Span<double> coordinates);
}
