using SuppressionLab.Reporting.Html;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Plotting;

/// <summary>Everything a panel of a scatter figure draws, in drawing units, for both writers.</summary>
internal sealed class ScatterLayout
{
    private const double LabelHeight = 13;

    private ScatterLayout(IReadOnlyList<PlacedPoint> points, IReadOnlyList<(double X, double Y)> frontier)
    {
        (Points, Frontier) = (points, frontier);
    }

    /// <summary>The points that can be drawn.</summary>
    public IReadOnlyList<PlacedPoint> Points { get; }

    /// <summary>The corners of the frontier's step line; fewer than two for none.</summary>
    public IReadOnlyList<(double X, double Y)> Frontier { get; }

    /// <summary>Lays a panel out.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="frame">The plot's rectangle.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    /// <param name="textWidth">The width of a label, bold or not.</param>
    /// <param name="taken">Texts that stand already.</param>
    public static ScatterLayout Of(
        ScatterPanel panel, PlotFrame frame, AxisScale x, AxisScale y, Func<string, bool, double> textWidth, IReadOnlyList<Box> taken)
    {
        var points = panel.Points.Where(point => !double.IsNaN(point.X) && !double.IsNaN(point.Y))
            .Select(point => Place(point, frame, x, y)).ToList();
        var steps = Steps(panel.Frontier, frame, x, y);
        var lines = points.SelectMany(point => ErrorBars(point, frame, x, y))
            .Concat(steps.Zip(steps.Skip(1), (a, b) => new Segment(a.X, a.Y, b.X, b.Y))).ToList();
        var bounds = new Box(frame.Left + 2, frame.Top - 6, frame.Width + 4, frame.Height + 3);
        var sizes = points.Select(point => (textWidth(point.Text, point.Point.IsEmphasised), LabelHeight)).ToList();
        return new ScatterLayout(LabelPlacement.Place(points, sizes, lines, taken, bounds), steps);
    }

    /// <summary>The error bars of a point: up to one in each direction, ended by the frame.</summary>
    public static IEnumerable<Segment> ErrorBars(PlacedPoint placed, PlotFrame frame, AxisScale x, AxisScale y)
    {
        var point = placed.Point;
        if (placed.BeyondX == 0 && Bar(x, point.XLow, point.XHigh) is { } wide)
        {
            yield return new Segment(frame.Left + (frame.Width * wide.From), placed.Y, frame.Left + (frame.Width * wide.To), placed.Y);
        }
        if (placed.BeyondY == 0 && Bar(y, point.YLow, point.YHigh) is { } tall)
        {
            yield return new Segment(placed.X, frame.Bottom - (frame.Height * tall.From), placed.X, frame.Bottom - (frame.Height * tall.To));
        }
    }

    private static (double From, double To)? Bar(AxisScale scale, double low, double high)
    {
        var (from, to) = (Position(scale, low), Position(scale, high));
        return double.IsNaN(from) || double.IsNaN(to) ? null : (Math.Clamp(from, 0, 1), Math.Clamp(to, 0, 1));
    }

    private static PlacedPoint Place(ScatterPoint point, PlotFrame frame, AxisScale x, AxisScale y)
    {
        var (across, up) = (Position(x, point.X), Position(y, point.Y));
        return new PlacedPoint(
            point, frame.Left + (frame.Width * Math.Clamp(across, 0, 1)), frame.Bottom - (frame.Height * Math.Clamp(up, 0, 1)),
            Beyond(across), Beyond(up));
    }

    private static int Beyond(double position) => position < -1e-9 ? -1 : position > 1 + 1e-9 ? 1 : 0;

    /// <summary>The position on an axis; −∞ for what a logarithm does not take.</summary>
    private static double Position(AxisScale scale, double value) =>
        scale.Kind == ScaleKind.Logarithmic && value <= 0 ? double.NegativeInfinity
        : scale.Kind == ScaleKind.LogarithmicFromZero && value <= -1 ? double.NegativeInfinity
        : scale.Map(value);

    private static List<(double X, double Y)> Steps(ScatterFrontier? frontier, PlotFrame frame, AxisScale x, AxisScale y)
    {
        var steps = new List<(double X, double Y)>();
        foreach (var point in frontier?.Points ?? [])
        {
            var place = Place(point, frame, x, y);
            if (steps.Count > 0)
            {
                steps.Add((place.X, steps[^1].Y));
            }
            steps.Add((place.X, place.Y));
        }
        return steps;
    }
}
