namespace SuppressionLab.Reporting.Model;

/// <summary>Matrices as coloured cells with their values printed, on one common scale.</summary>
/// <param name="Id">A name for links and files, unique in a report.</param>
/// <param name="Title">What it shows, in a line.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="XAxis">The columns' axis; only its label is used.</param>
/// <param name="YAxis">The rows' axis; only its label is used.</param>
/// <param name="Panels">At least one.</param>
public sealed record HeatMapFigure(
    string Id, string Title, string Caption, AxisOptions XAxis, AxisOptions YAxis, IReadOnlyList<HeatMapPanel> Panels)
    : Figure(Id, Title, Caption)
{
    /// <summary>Creates a figure of one untitled matrix.</summary>
    public HeatMapFigure(
        string id, string title, string caption, AxisOptions xAxis, AxisOptions yAxis,
        IReadOnlyList<string> rows, IReadOnlyList<string> columns, double[,] values)
        : this(id, title, caption, xAxis, yAxis, [new HeatMapPanel("", rows, columns, values)])
    {
    }

    /// <summary>What the values are, with the unit, for the colour scale.</summary>
    public string ValueLabel { get; init; } = "";

    /// <summary>The value at the light end of the scale; from the data if null.</summary>
    public double? Minimum { get; init; }

    /// <summary>The value at the deep end of the scale; from the data if null.</summary>
    public double? Maximum { get; init; }
}
