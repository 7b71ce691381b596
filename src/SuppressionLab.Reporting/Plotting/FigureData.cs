using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Plotting;

/// <summary>The numbers of a figure as a table.</summary>
internal static class FigureData
{
    /// <summary>The number of cells the table would have.</summary>
    public static int Size(Figure figure) => figure switch
    {
        LineFigure line => line.Panels.Sum(panel => panel.Series.Count * Positions(panel).Length),
        StackedBarFigure bars => bars.Panels.Sum(panel => panel.Categories.Count * panel.Parts.Count),
        HeatMapFigure heat => heat.Panels.Sum(panel => panel.Values.Length),
        ScatterFigure scatter => scatter.Panels.Sum(panel => panel.Points.Count * 4),
        _ => 0,
    };

    /// <summary>The tables of a figure, one a panel.</summary>
    public static IEnumerable<Table> Tables(Figure figure) => figure switch
    {
        LineFigure line => line.Panels.Select((panel, i) => OfLines(line, panel, i)),
        StackedBarFigure bars => bars.Panels.Select((panel, i) => OfBars(bars, panel, i)),
        HeatMapFigure heat => heat.Panels.Select((panel, i) => OfHeat(heat, panel, i)),
        ScatterFigure scatter => scatter.Panels.Select((panel, i) => OfPoints(scatter, panel, i)),
        _ => [],
    };

    private static double[] Positions(LinePanel panel) => [.. panel.Series.SelectMany(series => series.X).Distinct().Order()];

    private static Table OfLines(LineFigure figure, LinePanel panel, int index)
    {
        var format = Format(panel.Series.SelectMany(series => series.Y));
        var values = panel.Series.Select(series => series.X.Select((x, i) => (x, Cell: CellAt(series, i, format)))
            .GroupBy(point => point.x).ToDictionary(group => group.Key, group => group.First().Cell)).ToList();
        var rows = Positions(panel).Select(x => (IReadOnlyList<Cell>)[
            Cell.Number(x), .. values.Select(series => series.GetValueOrDefault(x, Cell.Text("")))]);
        return NewTable(figure, index, panel.Title, figure.XAxis.Label, panel.Series.Select(series => series.Name), rows);
    }

    private static Cell CellAt(LineSeries series, int i, string format) =>
        series.Low is { } low && series.High is { } high && Math.Abs(high[i] + low[i] - (2 * series.Y[i])) < 1e-9
            ? Cell.Estimate(series.Y[i], (high[i] - low[i]) / 2, format)
            : Cell.Number(series.Y[i], format);

    /// <summary>Four decimals for shares and losses, fewer where values are large.</summary>
    private static string Format(IEnumerable<double> values) =>
        values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max() < 100 ? "0.0000" : "#,0.##";

    private static Table OfBars(StackedBarFigure figure, StackedBarPanel panel, int index) => NewTable(
        figure, index, panel.Title, figure.XAxis.Label, panel.Parts.Select(part => part.Name),
        panel.Categories.Select((category, i) => (IReadOnlyList<Cell>)[
            category, .. panel.Parts.Select(part => Cell.Estimate(part.Values[i], part.StandardErrors?[i] ?? double.NaN, Format(part.Values)))]));

    private static Table OfHeat(HeatMapFigure figure, HeatMapPanel panel, int index) => NewTable(
        figure, index, panel.Title, figure.YAxis.Label, panel.Columns,
        panel.Rows.Select((row, r) => (IReadOnlyList<Cell>)[
            row, .. panel.Columns.Select((_, c) => Cell.Number(panel.Values[r, c], Format(panel.Values.Cast<double>())))]));

    /// <summary>A row a point; the last column says which are on the frontier, if there is one.</summary>
    private static Table OfPoints(ScatterFigure figure, ScatterPanel panel, int index)
    {
        var (formatX, formatY) = (Format(panel.Points.Select(point => point.X)), Format(panel.Points.Select(point => point.Y)));
        var roles = panel.Points.Any(point => point.Role is not null);
        var rows = panel.Points.Select(point => (IReadOnlyList<Cell>)[
            point.Label, point.Group, .. roles ? [Cell.Text(point.Role ?? "")] : Array.Empty<Cell>(),
            CellOf(point.X, point.XLow, point.XHigh, formatX), CellOf(point.Y, point.YLow, point.YHigh, formatY),
            .. panel.Frontier is { } frontier ? [Cell.Text(frontier.Points.Contains(point) ? "yes" : "")] : Array.Empty<Cell>()]);
        return new Table(
            $"{figure.Id}-data-{index}",
            panel.Title.Length > 0 ? panel.Title : figure.Title,
            "",
            [
                new TableColumn(figure.PointHeading), new TableColumn("group"), .. roles ? [new TableColumn("kind")] : Array.Empty<TableColumn>(),
                new TableColumn(figure.XAxis.Label, ColumnAlignment.Right), new TableColumn(figure.YAxis.Label, ColumnAlignment.Right),
                .. panel.Frontier is { } line ? [new TableColumn(line.Label)] : Array.Empty<TableColumn>(),
            ],
            [.. rows]);
    }

    /// <summary>An estimate with its standard error where the bar is even, with its interval otherwise.</summary>
    private static Cell CellOf(double value, double low, double high, string format) =>
        IsEven(value, low, high) ? Cell.Estimate(value, (high - low) / 2, format) : Cell.Interval(value, low, high, format);

    /// <summary>Whether an error bar reaches equally far to both sides.</summary>
    public static bool IsEven(double value, double low, double high) =>
        Math.Abs(high + low - (2 * value)) < 1e-9 * (1 + Math.Abs(value));

    private static Table NewTable(
        Figure figure, int index, string panelTitle, string firstColumn, IEnumerable<string> columns,
        IEnumerable<IReadOnlyList<Cell>> rows) => new(
            $"{figure.Id}-data-{index}",
            panelTitle.Length > 0 ? panelTitle : figure.Title,
            "",
            [new TableColumn(firstColumn), .. columns.Select(name => new TableColumn(name, ColumnAlignment.Right))],
            [.. rows]);
}
