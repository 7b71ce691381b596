using System.Text;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Html;

/// <summary>
/// Draws one panel of a line figure. Each series carries its numbers in <c>data-</c> attributes, from which the page's
/// script makes tooltips.
/// </summary>
internal sealed class LinePanelSvg(LineFigure figure, LineLegend legend)
{
    private readonly AxisScale _x = FigureScales.Horizontal(figure);
    private readonly AxisScale _y = FigureScales.Vertical(figure);

    /// <summary>The drawing of panel <paramref name="index"/>.</summary>
    public string Draw(int index, double width, double height, string classes)
    {
        var panel = figure.Panels[index];
        var frame = PlotFrame.Between(width, height, _x, _y, figure.Panels.Any(other => other.Title.Length > 0));
        var svg = new StringBuilder();
        var clip = $"{figure.Id}-{index}-{(classes.Length > 0 ? classes : "all")}";
        svg.Open(width, height, $"plot {classes}".TrimEnd(), FigureDescription.Of(figure, index), ScriptData(frame));
        svg.Append($"<clipPath id=\"{clip}\"><rect x=\"{SvgText.C(frame.Left - 4)}\" y=\"{SvgText.C(frame.Top - 4)}\" ")
            .Append($"width=\"{SvgText.C(frame.Width + 8)}\" height=\"{SvgText.C(frame.Height + 8)}\"/></clipPath>");
        if (panel.Title.Length > 0)
        {
            svg.Text(0, 13, panel.Title, "panel");
        }
        svg.VerticalAxis(frame, _y, index == 0 ? figure.YAxis.Label : "");
        svg.HorizontalAxis(frame, _x, figure.XAxis.Label);
        References(svg, panel, frame);
        svg.Append($"<g clip-path=\"url(#{clip})\">");
        foreach (var series in panel.Series)
        {
            Series(svg, series, frame);
        }
        return svg.Append("</g></svg>").ToString();
    }

    private string ScriptData(PlotFrame frame)
    {
        string Scale(AxisScale scale) =>
            FormattableString.Invariant($"{(int)scale.Kind} {scale.Minimum} {scale.Maximum}");
        return $" data-frame=\"{SvgText.C(frame.Left)} {SvgText.C(frame.Top)} {SvgText.C(frame.Width)} {SvgText.C(frame.Height)}\""
            + $" data-sx=\"{Scale(_x)}\" data-sy=\"{Scale(_y)}\" data-xl=\"{Markup.Escape(figure.XAxis.Label)}\"";
    }

    private void References(StringBuilder svg, LinePanel panel, PlotFrame frame)
    {
        foreach (var line in panel.References)
        {
            var scale = line.Vertical ? _x : _y;
            var place = scale.Map(line.Value);
            if (!(place >= -1e-9 && place <= 1 + 1e-9))
            {
                continue;
            }
            if (line.Vertical)
            {
                var x = frame.X(_x, line.Value);
                svg.Line(x, frame.Top, x, frame.Bottom, "reference")
                    .Text(x + 4, frame.Top + 9, line.Label, "note");
            }
            else
            {
                var y = frame.Y(_y, line.Value);
                var left = ReferenceLabel.StandsLeft(panel, line, _y);
                svg.Line(frame.Left, y, frame.Right, y, "reference").Text(
                    left ? frame.Left + 4 : frame.Right, y - 5 > frame.Top + 4 ? y - 5 : y + 13, line.Label, left ? "note" : "note end");
            }
        }
    }

    private void Series(StringBuilder svg, LineSeries series, PlotFrame frame)
    {
        svg.Append($"<g class=\"series\" style=\"--k:var({legend.ColorOf(series).Variable})\" data-g=\"{legend.GroupOf(series)}\"");
        svg.Append(legend.RoleOf(series) is { } role ? $" data-r=\"{role}\"" : "");
        svg.Append($" data-n=\"{Markup.Escape(series.Name)}\"");
        Attribute(svg, "x", series.X);
        Attribute(svg, "y", series.Y);
        if (series.Low is { } low && series.High is { } high)
        {
            Attribute(svg, "l", low);
            Attribute(svg, "h", high);
            svg.Append('>');
            Band(svg, series, low, high, frame);
        }
        else
        {
            svg.Append('>');
        }
        if (series.Style != LineStyle.None)
        {
            var style = series.Style.ToString().ToLowerInvariant();
            svg.Append($"<path class=\"line {style}\" d=\"{LinePath(series, frame)}\"/>");
        }
        if (series.Markers || series.Style == LineStyle.None)
        {
            svg.Append($"<path class=\"dots\" d=\"{DotPath(series, frame)}\"/>");
        }
        svg.Append("</g>");
    }

    private static void Attribute(StringBuilder svg, string name, IReadOnlyList<double> values) =>
        svg.Append($" data-{name}=\"").AppendJoin(' ', values.Select(NumberText.Data)).Append('"');

    private string LinePath(LineSeries series, PlotFrame frame)
    {
        var path = new StringBuilder();
        var open = false;
        for (var i = 0; i < series.X.Count; i++)
        {
            var known = Drawable(series.X[i], series.Y[i]);
            if (known)
            {
                path.Append(open ? 'L' : 'M').Append(Point(frame, series.X[i], series.Y[i]));
            }
            open = known;
        }
        return path.ToString();
    }

    /// <summary>Segments of no length, which round caps turn into dots: a fifth of the size of circles.</summary>
    private string DotPath(LineSeries series, PlotFrame frame)
    {
        var path = new StringBuilder();
        for (var i = 0; i < series.X.Count; i++)
        {
            if (Drawable(series.X[i], series.Y[i]))
            {
                path.Append('M').Append(Point(frame, series.X[i], series.Y[i])).Append("h0");
            }
        }
        return path.ToString();
    }

    private void Band(StringBuilder svg, LineSeries series, IReadOnlyList<double> low, IReadOnlyList<double> high, PlotFrame frame)
    {
        for (var start = 0; start < series.X.Count;)
        {
            var end = start;
            while (end < series.X.Count && Drawable(series.X[end], low[end]) && Drawable(series.X[end], high[end]))
            {
                end++;
            }
            if (end > start)
            {
                var upper = Enumerable.Range(start, end - start).Select(i => Point(frame, series.X[i], high[i]));
                var lower = Enumerable.Range(start, end - start).Reverse().Select(i => Point(frame, series.X[i], low[i]));
                svg.Append("<path class=\"band\" d=\"M").AppendJoin('L', upper.Concat(lower)).Append("Z\"/>");
            }
            start = end + 1;
        }
    }

    private bool Drawable(double x, double y) => double.IsFinite(_x.Map(x)) && double.IsFinite(_y.Map(y));

    private string Point(PlotFrame frame, double x, double y) => $"{SvgText.C(frame.X(_x, x))} {SvgText.C(frame.Y(_y, y))}";
}
