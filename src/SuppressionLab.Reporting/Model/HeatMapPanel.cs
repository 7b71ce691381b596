namespace SuppressionLab.Reporting.Model;

/// <summary>One matrix of a <see cref="HeatMapFigure"/>.</summary>
/// <param name="Title">The panel's title; may be empty.</param>
/// <param name="Rows">The rows' names, from the top.</param>
/// <param name="Columns">The columns' names, from the left.</param>
/// <param name="Values">[rows, columns]; NaN for an empty cell.</param>
public sealed record HeatMapPanel(
    string Title, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, double[,] Values)
{
    /// <summary>[rows, columns]: what is printed in each cell; the values with two decimals if null.</summary>
    public string[,]? Labels { get; init; }
}
