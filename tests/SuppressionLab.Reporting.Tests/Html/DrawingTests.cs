using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SuppressionLab.Reporting.Html;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Tests.Html;

[TestClass]
public sealed partial class DrawingTests
{
    private static readonly AxisOptions s_linear = new("value", Minimum: 0, Maximum: 1);

    [TestMethod]
    public void Every_coordinate_lies_in_its_drawing()
    {
        foreach (var figure in DemoReport.Report.Sections.SelectMany(section => section.Items).OfType<Figure>())
        {
            foreach (var drawing in Drawings(figure))
            {
                var box = Numbers(drawing.Attribute("viewBox")!.Value);
                foreach (var path in drawing.Descendants("path").Where(path => path.Ancestors("svg").First() == drawing))
                {
                    var points = Numbers(path.Attribute("d")!.Value.Replace("h0", "", StringComparison.Ordinal));
                    for (var i = 0; i < points.Length; i += 2)
                    {
                        AssertInside(points[i], points[i + 1], box, figure.Id);
                    }
                }
                foreach (var rectangle in drawing.Descendants("rect"))
                {
                    var (x, y) = (Number(rectangle, "x"), Number(rectangle, "y"));
                    AssertInside(x, y, box, figure.Id);
                    AssertInside(x + Number(rectangle, "width"), y + Number(rectangle, "height"), box, figure.Id);
                }
                foreach (var text in drawing.Descendants("text"))
                {
                    AssertInside(Number(text, "x"), Number(text, "y"), box, figure.Id);
                }
            }
        }
    }

    [TestMethod]
    public void Every_series_of_every_panel_is_drawn_with_its_data()
    {
        var drawings = Drawings(DemoReport.Curves);
        Assert.HasCount(3, drawings);
        for (var panel = 0; panel < 3; panel++)
        {
            var groups = drawings[panel].Descendants("g").Where(g => g.Attribute("class")?.Value == "series").ToList();
            var series = DemoReport.Curves.Panels[panel].Series;
            CollectionAssert.AreEqual(series.Select(s => s.Name).ToList(), groups.Select(g => g.Attribute("data-n")!.Value).ToList());
            for (var i = 0; i < series.Count; i++)
            {
                var drawn = Numbers(groups[i].Attribute("data-y")!.Value);
                Assert.HasCount(series[i].Y.Count, drawn);
                Assert.IsTrue(drawn.Zip(series[i].Y).All(pair => Math.Abs(pair.First - pair.Second) <= 5e-4 * pair.Second));
                Assert.AreEqual(series[i].Low is null ? 0 : 1, groups[i].Elements("path").Count(p => p.Attribute("class")!.Value == "band"));
            }
        }
    }

    [TestMethod]
    public void Points_stand_where_a_linear_axis_puts_them()
    {
        var svg = Draw(new LineSeries("s", [0, 5, 10], [0, 0.25, 1]));
        var frame = Numbers(svg.Attribute("data-frame")!.Value);
        var points = Numbers(Line(svg));
        double[] expected =
        [
            frame[0], frame[1] + frame[3],
            frame[0] + (frame[2] / 2), frame[1] + (0.75 * frame[3]),
            frame[0] + frame[2], frame[1],
        ];
        CollectionAssert.AreEqual(expected, points, Comparer<double>.Create((a, b) => Math.Abs(a - b) < 0.02 ? 0 : a.CompareTo(b)));
    }

    [TestMethod]
    public void Points_stand_where_a_logarithmic_axis_from_zero_puts_them()
    {
        var svg = Draw(new LineSeries("s", [0, 9, 99], [0, 0.5, 1]), new AxisOptions("shots", Logarithmic: true));
        var frame = Numbers(svg.Attribute("data-frame")!.Value);
        Assert.AreEqual(frame[0] + (frame[2] / 2), Numbers(Line(svg))[2], 0.02);
        var ticks = svg.Descendants("text").Where(text => text.Attribute("class")!.Value == "tick mid").Select(text => text.Value).ToList();
        CollectionAssert.AreEqual(new[] { "0", "1", "2", "5", "10", "20", "50" }, ticks);
    }

    [TestMethod]
    public void Unknown_values_interrupt_line_and_band()
    {
        var svg = Draw(new LineSeries("s", [0, 1, 2, 3], [0.1, 0.2, double.NaN, 0.3]) { Low = [0, 0.1, double.NaN, 0.2], High = [0.2, 0.3, double.NaN, 0.4] });
        Assert.AreEqual(2, Line(svg).Count(c => c == 'M'));
        Assert.AreEqual(2, svg.Descendants("path").Count(path => path.Attribute("class")!.Value == "band"));
    }

    [TestMethod]
    public void Series_of_one_group_share_a_colour_and_a_legend_entry()
    {
        var figure = DemoReport.Curves;
        var html = XElement.Parse(FigureHtml.Of(figure, 1).Replace(" xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal));
        foreach (var group in html.Descendants("g").Where(g => g.Attribute("data-n") is not null).GroupBy(g => g.Attribute("data-g")!.Value))
        {
            Assert.HasCount(1, group.Select(g => g.Attribute("style")!.Value).Distinct().ToList());
        }
        // Four amounts, the reference and the two roles of the amounts' curves.
        Assert.HasCount(7, html.Descendants("button").ToList());
    }

    [TestMethod]
    public void Stacks_reach_from_zero_to_the_sum_of_their_parts()
    {
        var svg = Drawings(DemoReport.Priors)[0];
        var bars = svg.Descendants("rect").Where(rect => rect.Attribute("class")?.Value == "bar").GroupBy(rect => rect.Attribute("x")!.Value).ToList();
        Assert.HasCount(4, bars);
        var scale = svg.Descendants("path").Where(path => path.Attribute("class")!.Value == "grid").Select(path => Numbers(path.Attribute("d")!.Value)[1]).ToList();
        foreach (var stack in bars)
        {
            Assert.AreEqual(scale.Max() - scale.Min(), stack.Sum(rect => Number(rect, "height")), 0.05);
        }
    }

    [TestMethod]
    public void Each_cell_of_a_matrix_prints_its_value_and_unknown_ones_a_dash()
    {
        var texts = Drawings(DemoReport.Matrix)[1].Descendants("g").Where(g => g.Attribute("data-t") is not null)
            .Select(g => g.Element("text")!.Value).ToList();
        CollectionAssert.AreEqual(new[] { "0.64", "0.12", "0.20", "0.10", "0.12", "–", "0.13", "0.05", "0.10" }, texts);
    }

    private static XElement Draw(LineSeries series, AxisOptions? x = null) =>
        Drawings(new LineFigure("f", "t", "", x ?? new AxisOptions("x"), s_linear, [series]))[0];

    private static string Line(XElement svg) =>
        svg.Descendants("path").Single(path => path.Attribute("class")!.Value.StartsWith("line", StringComparison.Ordinal)).Attribute("d")!.Value;

    private static List<XElement> Drawings(Figure figure) =>
        [.. XElement.Parse(FigureHtml.Of(figure, 1).Replace(" xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal))
            .Descendants("svg").Where(svg => svg.Attribute("role") is not null)];

    private static void AssertInside(double x, double y, double[] box, string id)
    {
        Assert.IsTrue(x >= -1 && x <= box[2] + 1, $"{id}: x {x} in {box[2]}");
        Assert.IsTrue(y >= -1 && y <= box[3] + 1, $"{id}: y {y} in {box[3]}");
    }

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static double[] Numbers(string text) =>
        [.. NumberPattern().Matches(text).Select(match => match.Value == "NaN" ? double.NaN : double.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"NaN|-?\d+(?:\.\d+)?(?:E[+-]?\d+)?")]
    private static partial Regex NumberPattern();
}
