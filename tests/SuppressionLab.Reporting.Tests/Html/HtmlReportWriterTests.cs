using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SuppressionLab.Reporting.Html;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Tests.Html;

[TestClass]
public sealed partial class HtmlReportWriterTests
{
    private const string Nasty = "a <script>alert('1')</script> & \"b\" \u0007</title>";
    private static readonly string s_demo = HtmlReportWriter.Format(DemoReport.Report);

    [TestMethod]
    public void The_demo_report_is_written_to_look_at()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "demo-report.html");
        HtmlReportWriter.Write(DemoReport.Report, path);
        Assert.AreEqual(s_demo, File.ReadAllText(path));
        Assert.IsLessThan(400_000, s_demo.Length);
    }

    [TestMethod]
    public void The_page_refers_to_nothing_outside_itself()
    {
        var withoutNamespaces = s_demo.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
        Assert.IsFalse(Reference().IsMatch(withoutNamespaces), Reference().Match(withoutNamespaces).Value);
        foreach (Match link in Regex.Matches(s_demo, "(?:href|src)=\"([^\"]*)\""))
        {
            StringAssert.StartsWith(link.Groups[1].Value, "#");
            StringAssert.Contains(s_demo, $"id=\"{link.Groups[1].Value[1..]}\"");
        }
    }

    [TestMethod]
    public void The_script_is_the_one_that_the_page_allows()
    {
        var script = Regex.Match(s_demo, "<script>(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(script)));
        StringAssert.Contains(s_demo, $"script-src 'sha256-{hash}'");
        Assert.HasCount(1, Regex.Matches(s_demo, "<script"));
    }

    [TestMethod]
    public void The_body_is_well_formed_and_ids_are_unique()
    {
        var body = Body(s_demo);
        var ids = body.Descendants().Attributes("id").Select(id => id.Value).ToList();
        CollectionAssert.AllItemsAreUnique(ids);
    }

    [TestMethod]
    public void Headings_never_skip_a_level()
    {
        var levels = Body(s_demo).Descendants().Select(element => element.Name.LocalName)
            .Where(name => name is "h1" or "h2" or "h3" or "h4").Select(name => name[1] - '0').ToList();
        Assert.AreEqual(1, levels[0]);
        Assert.AreEqual(1, levels.Count(level => level == 1));
        Assert.IsTrue(levels.Zip(levels.Skip(1)).All(pair => pair.Second <= pair.First + 1));
    }

    [TestMethod]
    public void Every_drawing_has_a_description_and_every_legend_entry_is_a_button()
    {
        var body = Body(s_demo);
        var drawings = body.Descendants().Where(element => element.Name.LocalName == "svg" && element.Attribute("role") is not null).ToList();
        // 3 panels of curves, 2 of bars, 2 matrices, and two single panels drawn wide and narrow.
        Assert.HasCount(11, drawings);
        Assert.IsTrue(drawings.All(drawing => drawing.Attribute("role")!.Value == "img"
            && drawing.Attribute("tabindex")!.Value == "0" && drawing.Attribute("aria-label")!.Value.Length > 40));
        Assert.IsTrue(body.Descendants("button").All(button => button.Attribute("aria-pressed")!.Value == "true"));
        CollectionAssert.IsSubsetOf(
            new[] { "pretrained", "256 documents", "exact learner", "law fit", "component 2" },
            body.Descendants("button").Select(button => button.Value).ToList());
    }

    [TestMethod]
    public void Tables_have_captions_and_headings_in_scope()
    {
        foreach (var table in Body(s_demo).Descendants("table"))
        {
            Assert.IsNotNull(table.Element("caption"));
            Assert.IsTrue(table.Descendants("thead").Descendants("th").All(cell => cell.Attribute("scope")!.Value == "col"));
            Assert.IsTrue(table.Element("tbody")!.Elements("tr").All(row => row.Elements().First().Attribute("scope")?.Value == "row"));
        }
    }

    [TestMethod]
    public void Every_text_is_escaped_wherever_it_stands()
    {
        var series = new LineSeries(Nasty, [1, 2], [1, 2]) { Group = Nasty, Role = Nasty };
        var axis = new AxisOptions(Nasty);
        var report = new Report(
            Nasty, Nasty, [new Verdict(Nasty, Nasty, Tone.Bad)],
            [
                new Section(Nasty, Nasty,
                [
                    new LineFigure("l", Nasty, Nasty, axis, axis, [new LinePanel(Nasty, [series]) { References = [new ReferenceLine(1, Nasty)] }]),
                    new StackedBarFigure("b", Nasty, Nasty, axis, axis, [Nasty], [new BarPart(Nasty, [1])]),
                    new HeatMapFigure("h", Nasty, Nasty, axis, axis, [Nasty], [Nasty], new double[,] { { 1 } }) { ValueLabel = Nasty },
                    new ScatterFigure("s", Nasty, Nasty, axis, axis,
                    [
                        new ScatterPanel(Nasty, [new ScatterPoint(Nasty, Nasty, 1, 2) { Role = Nasty }])
                        {
                            References = [new ReferenceLine(1, Nasty, Vertical: true), new ReferenceLine(2, Nasty)],
                            Frontier = ScatterFrontier.Of(Nasty, [new ScatterPoint(Nasty, Nasty, 1, 2)]),
                        },
                    ]) { PointHeading = Nasty },
                    new Table("t", Nasty, Nasty, [new TableColumn(Nasty)], [[Nasty]]),
                ]),
            ],
            [new Setting(Nasty, Nasty, Nasty)])
        { KeyNumbers = [new KeyNumber(Nasty, Nasty, Nasty)] };
        var page = HtmlReportWriter.Format(report);
        Assert.IsFalse(page.Contains("<script>alert", StringComparison.Ordinal));
        Assert.IsFalse(page.Contains('\u0007'));
        Assert.HasCount(1, Regex.Matches(page, "</title>"));
        var body = Body(page);
        Assert.AreEqual(Nasty.Replace("\u0007", ""), body.Descendants("h1").Single().Value);
        Assert.IsTrue(body.Descendants("button").All(button => button.Value == Nasty.Replace("\u0007", "")));
    }

    [TestMethod]
    public void A_report_of_nothing_but_a_title_is_a_page()
    {
        var body = Body(HtmlReportWriter.Format(new Report("Empty", "", [], [], [])));
        Assert.AreEqual("Empty", body.Descendants("h1").Single().Value);
    }

    [TestMethod]
    public void Large_figures_have_no_data_table_and_small_ones_the_numbers()
    {
        var axis = new AxisOptions("x");
        double[] many = [.. Enumerable.Range(0, 3000).Select(i => (double)i)];
        var large = FigureHtml.Of(new LineFigure("l", "large", "", axis, axis, [new LineSeries("s", many, many)]), 1);
        Assert.IsFalse(large.Contains("<details>", StringComparison.Ordinal));
        var rows = Body(s_demo).Descendants("figure").Single(figure => figure.Attribute("id")!.Value == "priors")
            .Descendants("tbody").First().Elements("tr").ToList();
        Assert.HasCount(4, rows);
        Assert.AreEqual("00.3461 ± 0.01000.35960.2942", rows[0].Value);
    }

    [TestMethod]
    public void Every_figure_and_table_says_what_it_comes_from()
    {
        var body = Body(s_demo);
        var items = DemoReport.Report.Sections.SelectMany(section => section.Items).Select(item => item.Id).ToList();
        foreach (var id in items)
        {
            var item = body.Descendants().Single(element => element.Attribute("id")?.Value == id);
            Assert.AreEqual(DemoReport.Report.Stamp, item.Descendants().Single(e => e.Attribute("class")?.Value == "stamp").Value, id);
        }
        Assert.DoesNotContain("stamp\"", HtmlReportWriter.Format(DemoReport.Report with { Stamp = "" }));
    }

    [TestMethod]
    public void A_folded_table_stands_behind_its_title_and_units_stand_in_heads()
    {
        var body = Body(s_demo);
        var folded = body.Descendants("details").Single(element => element.Attribute("id")?.Value == DemoReport.Costs.Id);
        StringAssert.EndsWith(folded.Element("summary")!.Value, DemoReport.Costs.Title);
        CollectionAssert.AreEqual(
            new[] { "method", "tokens (millions)", "time (s)" }, folded.Descendants("thead").Single().Descendants("th").Select(th => th.Value).ToList());
    }

    [TestMethod]
    public void Cells_carry_their_numbers_in_full_precision()
    {
        var table = new Table("t", "t", "", [new TableColumn("a"), new TableColumn("b"), new TableColumn("c"), new TableColumn("d")],
            [["text", Cell.Estimate(0.123456789, 0.00123456789, "0.0"), Cell.Interval(-2, double.NegativeInfinity, 1.5), Cell.Number(double.NaN)]]);
        var page = HtmlReportWriter.Format(new Report("r", "", [], [new Section("s", "", [table])], []));
        var cells = Body(page).Descendants("tbody").Single().Descendants("tr").Single().Elements().ToList();
        string Data(int cell) => string.Join(' ', cells[cell].Attributes().Where(a => a.Name.LocalName.StartsWith("data-", StringComparison.Ordinal)));
        Assert.AreEqual("", Data(0));
        Assert.AreEqual("data-v=\"0.123456789\" data-e=\"0.00123456789\"", Data(1));
        Assert.AreEqual("data-v=\"-2\" data-l=\"-Infinity\" data-h=\"1.5\"", Data(2));
        Assert.AreEqual("data-n=\"\"", Data(3));
    }

    [TestMethod]
    public void Items_with_a_wrong_or_repeated_id_are_refused()
    {
        Report With(params string[] ids) => DemoReport.Report with
        {
            Sections = [new Section("s", "", [.. ids.Select(id => DemoReport.Nrmse with { Id = id })])],
        };
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => HtmlReportWriter.Format(With("a b"))).Message, "'a b'");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => HtmlReportWriter.Format(With("a", "a"))).Message, "taken");
    }

    /// <summary>The body as XML: void elements aside, the writer closes what it opens.</summary>
    internal static XElement Body(string page)
    {
        var start = page.IndexOf("<body>", StringComparison.Ordinal);
        var end = page.IndexOf("<script>", start, StringComparison.Ordinal);
        var text = page[start..end].Replace(" hidden></div>", " hidden=\"\"></div>", StringComparison.Ordinal)
            .Replace(" xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal);
        return XElement.Parse(text + "</body>");
    }

    [GeneratedRegex("https?:|//[a-z]|(?<!Object)url\\((?!#)|@import|@font-face|<link|<img|<iframe", RegexOptions.IgnoreCase)]
    private static partial Regex Reference();
}
