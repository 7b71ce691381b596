using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Plotting;

/// <summary>What a panel shows, in words, for readers who do not see it.</summary>
internal static class FigureDescription
{
    private const int MaximumListed = 12;
    private const int MaximumPoints = 24;

    /// <summary>The description of one panel.</summary>
    public static string Of(Figure figure, int panel)
    {
        var (title, content) = figure switch
        {
            LineFigure line => (line.Panels[panel].Title, Lines(line, line.Panels[panel])),
            StackedBarFigure bars => (bars.Panels[panel].Title, Bars(bars.Panels[panel])),
            HeatMapFigure heat => (heat.Panels[panel].Title, Heat(heat.Panels[panel])),
            ScatterFigure scatter => (scatter.Panels[panel].Title, Points(scatter, scatter.Panels[panel])),
            _ => ("", ""),
        };
        var name = title.Length > 0 ? $"{figure.Title}, {title}" : figure.Title;
        return $"{name}. {figure.Description ?? content}";
    }

    private static string Lines(LineFigure figure, LinePanel panel)
    {
        var parts = panel.Series.Take(MaximumListed).Select(Range).Where(text => text.Length > 0).ToList();
        if (panel.Series.Count > MaximumListed)
        {
            parts.Add($"and {panel.Series.Count - MaximumListed} more");
        }
        return $"Lines of {figure.YAxis.Label} against {figure.XAxis.Label}: {string.Join("; ", parts)}.";
    }

    private static string Range(LineSeries series)
    {
        var known = Enumerable.Range(0, series.X.Count).Where(i => double.IsFinite(series.Y[i])).ToList();
        return known.Count == 0
            ? ""
            : $"{series.Name} from {NumberText.Short(series.Y[known[0]])} at {NumberText.Short(series.X[known[0]])} "
                + $"to {NumberText.Short(series.Y[known[^1]])} at {NumberText.Short(series.X[known[^1]])}";
    }

    private static string Bars(StackedBarPanel panel) => "Stacked bars: " + string.Join("; ", panel.Parts.Take(MaximumListed).Select(part =>
        $"{part.Name} {string.Join(", ", part.Values.Zip(panel.Categories, (value, category) => $"{NumberText.Short(value)} at {category}"))}")) + ".";

    private static string Heat(HeatMapPanel panel)
    {
        var rows = panel.Rows.Take(MaximumListed).Select((row, r) =>
            $"{row}: {string.Join(", ", panel.Columns.Select((_, c) => NumberText.Short(panel.Values[r, c])))}");
        return $"Matrix with columns {string.Join(", ", panel.Columns)}. {string.Join("; ", rows)}.";
    }

    private static string Points(ScatterFigure figure, ScatterPanel panel)
    {
        var parts = panel.Points.Take(MaximumPoints)
            .Select(point => $"{point.Label} {NumberText.Short(point.Y)} at {NumberText.Short(point.X)}").ToList();
        if (panel.Points.Count > MaximumPoints)
        {
            parts.Add($"and {panel.Points.Count - MaximumPoints} more");
        }
        var front = panel.Frontier is { Points.Count: > 0 } frontier
            ? $" {frontier.Label}: {string.Join(", ", frontier.Points.Select(point => point.Label))}."
            : "";
        return $"Points of {figure.YAxis.Label} against {figure.XAxis.Label}: {string.Join("; ", parts)}.{front}";
    }
}
