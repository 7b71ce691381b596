using System.Xml.Linq;
using SuppressionLab.Reporting.Html;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Tests.Plotting;

[TestClass]
public sealed class ScatterTests
{
    private static readonly PlotFrame s_frame = new(50, 40, 600, 360);

    [TestMethod]
    [DataRow(true, true, "a c e")]
    [DataRow(true, false, "a b")]
    [DataRow(false, true, "e")]
    [DataRow(false, false, "f b")]
    public void The_front_holds_what_no_other_point_beats_from_the_best_x_on(bool lowerX, bool higherY, string expected)
    {
        ScatterPoint[] points =
        [
            new("a", "g", 0, 1), new("b", "g", 1, 0), new("c", "g", 1, 2), new("d", "g", 2, 1.5), new("e", "g", 3, 4),
            new("f", "g", 3, 0.5), new("unknown", "g", double.NaN, 9), new("endless", "g", -1, double.PositiveInfinity),
        ];
        Assert.AreEqual(expected, string.Join(' ', ScatterFrontier.Of("front", points, lowerX, higherY).Points.Select(point => point.Label)));
    }

    [TestMethod]
    public void Every_point_of_random_ones_is_on_the_front_or_beaten_by_one_that_is()
    {
        var random = new Random(5);
        ScatterPoint[] points = [.. Enumerable.Range(0, 200).Select(i => new ScatterPoint($"{i}", "g", random.Next(30), random.Next(30)))];
        var front = ScatterFrontier.Of("front", points).Points;
        bool AtLeast(ScatterPoint a, ScatterPoint b) => a.X <= b.X && a.Y >= b.Y;
        Assert.IsTrue(points.All(point => front.Any(best => AtLeast(best, point))), "each is matched by one on the front");
        Assert.IsTrue(front.All(one => front.All(other => !AtLeast(other, one) || (other.X == one.X && other.Y == one.Y))), "none on the front is beaten");
        Assert.IsTrue(front.Zip(front.Skip(1)).All(pair => pair.First.X <= pair.Second.X && pair.First.Y <= pair.Second.Y), "it climbs");
    }

    [TestMethod]
    public void Labels_cover_neither_each_other_nor_another_marker_and_stay_inside()
    {
        var layout = Layout(DemoReport.Methods);
        Assert.HasCount(20, layout.Points);
        var labels = layout.Points.Select(point => point.Label).OfType<Box>().ToList();
        Assert.HasCount(20, labels, "all have room");
        for (var i = 0; i < labels.Count; i++)
        {
            Assert.AreEqual(0, labels.Where((_, j) => j != i).Sum(labels[i].Overlap), 0.05 * labels[i].Width * labels[i].Height, $"label {i}");
            var onMarkers = layout.Points.Where((_, j) => j != i).Sum(other => labels[i].Overlap(new Box(other.X - 3, other.Y - 3, 6, 6)));
            Assert.AreEqual(0, onMarkers, 2, $"label {i} on markers");
            Assert.IsTrue(labels[i].Left >= s_frame.Left && labels[i].Right <= s_frame.Right + 7, $"label {i} inside");
        }
    }

    [TestMethod]
    public void A_label_that_another_marker_is_nearer_to_has_a_line_to_its_own()
    {
        var layout = Layout(DemoReport.Methods);
        foreach (var point in layout.Points)
        {
            double Distance(PlacedPoint other)
            {
                var (x, y) = point.Label!.Value.Nearest(other.X, other.Y);
                return Math.Sqrt(Math.Pow(x - other.X, 2) + Math.Pow(y - other.Y, 2));
            }
            Assert.IsTrue(
                point.Leader is not null || layout.Points.All(other => other == point || Distance(other) > Distance(point)), point.Text);
        }
    }

    [TestMethod]
    public void Labels_without_room_are_left_out_and_their_points_stay()
    {
        ScatterPoint[] crowd = [.. Enumerable.Range(0, 150).Select(i => new ScatterPoint($"a long name of point {i}", "g", i % 20, i / 20))];
        var layout = Layout(new ScatterFigure("f", "t", "", new AxisOptions("x"), new AxisOptions("y"), crowd));
        Assert.HasCount(150, layout.Points);
        Assert.IsLessThan(100, layout.Points.Count(point => point.Label is not null));
    }

    [TestMethod]
    public void Points_stand_where_the_axes_put_them_and_those_beyond_at_the_edge()
    {
        var figure = new ScatterFigure("f", "t", "", new AxisOptions("x", 0, 10), new AxisOptions("y", 0, 1),
            [new ScatterPoint("in", "g", 2.5, 0.25), new("right", "g", 31, 0.5), new("high", "g", 5, double.PositiveInfinity), new("unknown", "g", double.NaN, 1)]);
        var points = Layout(figure).Points;
        Assert.HasCount(3, points);
        Assert.AreEqual((200.0, 310.0, 0, 0), (points[0].X, points[0].Y, points[0].BeyondX, points[0].BeyondY));
        Assert.AreEqual((650.0, 220.0, 1, 0), (points[1].X, points[1].Y, points[1].BeyondX, points[1].BeyondY));
        Assert.AreEqual((350.0, 40.0, 0, 1), (points[2].X, points[2].Y, points[2].BeyondX, points[2].BeyondY));
        CollectionAssert.AreEqual(new[] { "in", "right (31)", "high (∞)" }, points.Select(point => point.Text).ToArray());
    }

    [TestMethod]
    public void Far_points_are_folded_only_when_asked_and_only_when_far()
    {
        ScatterFigure With(double last, bool fold) => new("f", "t", "", new AxisOptions("x"), new AxisOptions("y"),
            [.. new[] { 1, 2, 3, 4, 5, last }.Select((x, i) => new ScatterPoint($"{i}", "g", x, i))]) { FoldFarPoints = fold };
        Assert.AreEqual(5, FigureScales.Horizontal(With(100, fold: true)).Maximum);
        Assert.AreEqual(100, FigureScales.Horizontal(With(100, fold: false)).Maximum);
        Assert.AreEqual(8, FigureScales.Horizontal(With(7.5, fold: true)).Maximum);
        Assert.AreEqual(-100, FigureScales.Horizontal(With(-100, fold: false)).Minimum);
        // From 1 the axis starts at 0.
        Assert.AreEqual(0, FigureScales.Horizontal(With(-100, fold: true)).Minimum);
    }

    [TestMethod]
    public void Error_bars_reach_from_low_to_high_and_unknown_ones_are_not_drawn()
    {
        var figure = new ScatterFigure("f", "t", "", new AxisOptions("x", 0, 10), new AxisOptions("y", 0, 1),
            [ScatterPoint.Estimate("both", "g", 5, 1, 0.5, 0.2), ScatterPoint.Estimate("one", "g", 5, double.NaN, 0.5, 0.8), new("none", "g", 1, 1)]);
        var (x, y) = (FigureScales.Horizontal(figure), FigureScales.Vertical(figure));
        var bars = Layout(figure).Points.Select(point => ScatterLayout.ErrorBars(point, s_frame, x, y).ToList()).ToList();
        Assert.HasCount(2, bars[0]);
        AssertSegment(new Segment(290, 220, 410, 220), bars[0][0]);
        AssertSegment(new Segment(350, 292, 350, 148), bars[0][1]);
        // It ends at the frame.
        AssertSegment(new Segment(350, 400, 350, 40), bars[1].Single());
        Assert.IsEmpty(bars[2]);
    }

    [TestMethod]
    public void A_segment_has_its_length_inside_a_box()
    {
        var box = new Box(0, 0, 10, 5);
        Assert.AreEqual(10, box.Length(new Segment(-5, 2, 20, 2)), 1e-12);
        Assert.AreEqual(5, box.Length(new Segment(3, -1, 3, 9)), 1e-12);
        Assert.AreEqual(Math.Sqrt(2), box.Length(new Segment(-1, 3, 1, 5)), 1e-12);
        Assert.AreEqual(0, box.Length(new Segment(-1, -1, 12, -1)), 1e-12);
        Assert.AreEqual(1, box.Length(new Segment(4, 1, 4, 2)), 1e-12);
    }

    [TestMethod]
    public void The_page_has_for_each_drawn_point_a_marker_a_tooltip_and_its_groups_switch()
    {
        var page = XElement.Parse(FigureHtml.Of(DemoReport.Methods, 1).Replace(" xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal));
        var wide = page.Descendants("svg").First(svg => svg.Attribute("class")?.Value == "plot wide");
        var points = wide.Descendants("g").Where(g => g.Attribute("data-t") is not null).ToList();
        Assert.HasCount(20, points);
        Assert.IsTrue(points.All(g => g.Elements().Count(child => child.Attribute("class")!.Value == "mark") == 1));
        var ascent = points.Single(g => g.Attribute("data-t")!.Value.StartsWith("gradient ascent", StringComparison.Ordinal));
        // XML reads the line breaks and tabs of an attribute as spaces.
        Assert.AreEqual(
            "gradient ascent, unlearning, all weights damage to the kept behaviours (nats a token) 3.1 ± 0.6 "
            + "suppression (share of label probability removed) 0.97 ± 0.01",
            ascent.Attribute("data-t")!.Value);
        Assert.HasCount(1, ascent.Elements("path").Where(path => path.Attribute("class")!.Value == "beyond").ToList());
        // Four groups, the frontier and two roles.
        var buttons = page.Descendants("button").ToList();
        Assert.HasCount(7, buttons);
        var targets = buttons.Select(button => button.Attribute("data-g")?.Value).OfType<string>().ToHashSet();
        Assert.IsTrue(wide.Descendants("g").Where(g => g.Attribute("class")?.Value == "series").All(g => targets.Contains(g.Attribute("data-g")!.Value)));
    }

    [TestMethod]
    public void The_data_table_has_every_point_with_its_errors_and_says_who_is_on_the_frontier()
    {
        var table = FigureData.Tables(DemoReport.Methods).Single();
        CollectionAssert.AreEqual(
            new[]
            {
                "method", "group", "kind", "damage to the kept behaviours (nats a token)",
                "suppression (share of label probability removed)", "not beaten in both",
            },
            table.Columns.Select(column => column.Name).ToArray());
        Assert.HasCount(21, table.Rows);
        var npo = table.Rows.Single(row => row[0].Content == "NPO");
        Assert.AreEqual(0.061, npo[3].Value);
        Assert.AreEqual(0.011, npo[3].StandardError!.Value, 1e-12);
        Assert.AreEqual("yes", npo[5].Content);
        Assert.AreEqual("", table.Rows.Single(row => row[0].Content == "unlikelihood")[5].Content);
        Assert.IsNull(table.Rows.Single(row => row[0].Content == "NPO, LoRA")[3].StandardError);
    }

    [TestMethod]
    public void The_description_names_points_and_front()
    {
        var text = FigureDescription.Of(DemoReport.Methods, 0);
        StringAssert.Contains(text, "NPO 0.83 at 0.061;");
        StringAssert.Contains(text, "not beaten in both: SFT + KL, SFT, LoRA, SFT, ORPO");
    }

    [TestMethod]
    public void A_point_outside_its_error_bar_is_refused()
    {
        var figure = new ScatterFigure("f", "t", "", new AxisOptions("x"), new AxisOptions("y"), [new ScatterPoint("wrong", "g", 1, 1) { XLow = 2, XHigh = 3 }]);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => FigureHtml.Of(figure, 1)).Message, "'wrong'");
    }

    private static ScatterLayout Layout(ScatterFigure figure) => ScatterLayout.Of(
        figure.Panels[0], s_frame, FigureScales.Horizontal(figure), FigureScales.Vertical(figure), (text, _) => 5.8 * text.Length, []);

    private static void AssertSegment(Segment expected, Segment actual)
    {
        Assert.AreEqual(expected.X1, actual.X1, 1e-9);
        Assert.AreEqual(expected.Y1, actual.Y1, 1e-9);
        Assert.AreEqual(expected.X2, actual.X2, 1e-9);
        Assert.AreEqual(expected.Y2, actual.Y2, 1e-9);
    }
}
