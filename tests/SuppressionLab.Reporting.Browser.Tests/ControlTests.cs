using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OpenQA.Selenium;
using OpenQA.Selenium.Interactions;
using SkiaSharp;
using SuppressionLab.Reporting.Html;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Tables;
using SuppressionLab.Reporting.Tests;

namespace SuppressionLab.Reporting.Browser.Tests;

/// <summary>What the page's controls do, checked against the demonstration report's own numbers.</summary>
[TestClass]
[TestCategory("Browser")]
public sealed class ControlTests
{
    private static Browser s_browser = null!;

    [ClassInitialize]
    public static void Start(TestContext context)
    {
        HtmlReportWriter.Write(DemoReport.Report, PageTests.Demo);
        s_browser = new Browser();
    }

    [ClassCleanup]
    public static void Stop() => s_browser.Dispose();

    [TestInitialize]
    public void Open() => s_browser.Open(PageTests.Demo);

    [TestMethod]
    [DataRow(0, 0, 0)]
    [DataRow(1, 4, 7)]
    [DataRow(2, 2, 42)]
    public void Hovering_a_line_shows_the_values_at_that_position(int panel, int series, int index)
    {
        var line = DemoReport.Curves.Panels[panel].Series[series];
        Hover($$"""
            const svg = document.querySelectorAll('#curves .panels > svg')[{{panel}}];
            svg.scrollIntoView({ block: 'center', behavior: 'instant' });
            const points = svg.querySelectorAll('.series')[{{series}}].querySelector('.line').getAttribute('d').match(/-?[\d.]+ -?[\d.]+/g);
            const [x, y] = points[{{index}}].split(' ').map(Number);
            const point = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
            return [point.x, point.y];
            """);
        var rows = TipRows();
        StringAssert.EndsWith(rows[0], $": {line.X[index].ToString(CultureInfo.InvariantCulture)}");
        var shown = rows.Single(row => row.StartsWith($"{line.Name}\t", StringComparison.Ordinal)).Split('\t')[1];
        var numbers = Regex.Matches(shown.Replace('−', '-'), @"-?\d+(\.\d+)?").Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).ToList();
        Assert.AreEqual(line.Y[index], numbers[0], 0.006 * Math.Abs(line.Y[index]), shown);
        if (line.High is { } high)
        {
            Assert.AreEqual(high[index] - line.Y[index], numbers[1], 0.02 * numbers[1], shown);
        }
        // Every other line of the panel is there too.
        Assert.HasCount(1 + DemoReport.Curves.Panels[panel].Series.Count, rows);
    }

    [TestMethod]
    public void Hovering_a_bar_a_cell_and_a_point_shows_their_values()
    {
        HoverOver("#priors .panels > svg:first-child .bar");
        var part = DemoReport.Priors.Panels[0].Parts[0];
        CollectionAssert.Contains(TipRows(), $"{part.Name}\t{part.Values[0].ToString("0.####", CultureInfo.InvariantCulture)} ± 0.01");
        HoverOver("#matrix .panels > svg:first-child .cell:nth-of-type(2) rect");
        CollectionAssert.Contains(TipRows(), "P\t0.11");
        HoverOver("#methods .panels > svg.wide .mark");
        var tip = TipRows();
        Assert.AreEqual("SFT, fine-tuning, all weights", tip[0]);
        Assert.AreEqual($"{DemoReport.Methods.YAxis.Label}\t0.31 ± 0.02", tip[2]);
    }

    [TestMethod]
    public void Arrow_keys_walk_along_a_figure_and_Escape_leaves()
    {
        var svg = s_browser.Driver.FindElement(By.CssSelector("#curves .panels > svg"));
        s_browser.Run("document.querySelector('#curves .panels > svg').focus();");
        Press(Keys.ArrowRight);
        StringAssert.EndsWith(TipRows()[0], ": 0");
        Press(Keys.ArrowRight);
        StringAssert.EndsWith(TipRows()[0], ": 1");
        Press(Keys.ArrowLeft);
        StringAssert.EndsWith(TipRows()[0], ": 0");
        Press(Keys.Escape);
        Assert.IsFalse(s_browser.Driver.FindElement(By.Id("tip")).Displayed);
        Assert.IsTrue(svg.Displayed);
    }

    [TestMethod]
    public void Enter_switches_a_series_and_Shift_Enter_shows_it_alone()
    {
        s_browser.Run("document.querySelectorAll('#curves .legend button')[1].focus();");
        Press(Keys.Enter);
        CollectionAssert.AreEqual(new[] { "16 documents" }, Switched("false"));
        Assert.AreEqual("", HiddenBut("16 documents"));
        Press(Keys.Enter);
        Assert.IsEmpty(Switched("false"));
        new Actions(s_browser.Driver).KeyDown(Keys.Shift).SendKeys(Keys.Enter).KeyUp(Keys.Shift).Perform();
        CollectionAssert.AreEqual(new[] { "16 documents", "measured", "law fit" }, Switched("true"));
        new Actions(s_browser.Driver).KeyDown(Keys.Shift).SendKeys(Keys.Enter).KeyUp(Keys.Shift).Perform();
        Assert.IsEmpty(Switched("false"));
    }

    [TestMethod]
    public void A_heading_sorts_up_down_and_back()
    {
        var laws = DemoReport.Nrmse.Rows.Select(row => row[0].Content!).ToArray();
        // Interpolation: a smaller error first.
        s_browser.Run("document.querySelectorAll('#nrmse thead button')[2].focus();");
        Press(Keys.Enter);
        CollectionAssert.AreEqual(new[] { "logistic", "power", "scoring-wise", "sampling-wise" }, Rows("nrmse"));
        Assert.AreEqual("ascending", s_browser.Run("return document.querySelectorAll('#nrmse thead th')[2].ariaSort;").GetString());
        Press(Keys.Enter);
        CollectionAssert.AreEqual(new[] { "sampling-wise", "scoring-wise", "power", "logistic" }, Rows("nrmse"));
        Press(Keys.Enter);
        CollectionAssert.AreEqual(laws, Rows("nrmse"));
        Assert.AreEqual(0, s_browser.Run("return document.querySelectorAll('[aria-sort]').length;").GetInt32());
        // What is not known comes last, up and down.
        s_browser.Run("document.querySelectorAll('#nrmse thead button')[3].click();");
        Assert.AreEqual("logistic", Rows("nrmse")[^1]);
        s_browser.Run("document.querySelectorAll('#nrmse thead button')[3].click();");
        Assert.AreEqual("logistic", Rows("nrmse")[^1]);
    }

    [TestMethod]
    public void Colours_follow_the_system_until_one_is_chosen_which_is_kept()
    {
        string Ground() => s_browser.Run("return getComputedStyle(document.body).backgroundColor;").GetString()!;
        var light = Ground();
        s_browser.Media("screen", "dark");
        var dark = Ground();
        Assert.AreNotEqual(light, dark);
        s_browser.Run("document.querySelector('.theme button[data-name=light]').focus();");
        Press(Keys.Enter);
        Assert.AreEqual(light, Ground());
        s_browser.Driver.Navigate().Refresh();
        Assert.AreEqual(light, Ground());
        s_browser.Media("screen", "light");
        s_browser.Run("document.querySelector('.theme button[data-name=dark]').click();");
        Assert.AreEqual(dark, Ground());
        s_browser.Run("document.querySelector('.theme button[data-name=auto]').click();");
        Assert.AreEqual(light, Ground());
    }

    [TestMethod]
    public void A_table_is_saved_as_the_same_csv_that_the_library_writes()
    {
        foreach (var table in DemoReport.Report.Sections.SelectMany(section => section.Items).OfType<Table>())
        {
            s_browser.Run($"document.getElementById('{table.Id}').open = true; document.querySelector('#{table.Id} .tools button').click();");
            Assert.AreEqual(CsvTableWriter.Format(table), Encoding.UTF8.GetString(s_browser.Saved($"{table.Id}.csv")), table.Id);
        }
        Assert.AreEqual("", string.Join('\n', s_browser.Messages()));
    }

    [TestMethod]
    public void A_figure_is_saved_as_shown()
    {
        foreach (var figure in DemoReport.Report.Sections.SelectMany(section => section.Items).OfType<Figure>())
        {
            s_browser.Run($"document.querySelectorAll('#{figure.Id} .tools button').forEach(button => button.click());");
            var svg = XDocument.Parse(Encoding.UTF8.GetString(s_browser.Saved($"{figure.Id}.svg"))).Root!;
            var texts = svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToList();
            Assert.AreEqual(figure.Title, texts[0]);
            // Colours are in the file, not in a style sheet it does not have.
            Assert.IsFalse(svg.ToString().Contains("var(", StringComparison.Ordinal));
            var (drawn, shown) = (svg.Descendants().Count(e => e.Name.LocalName is "path" or "circle"), s_browser.Run(
                $"return [...document.querySelectorAll('#{figure.Id} .panels > svg, #{figure.Id} .legend .swatch')].filter(e => e.getClientRects().length).flatMap(e => [...e.querySelectorAll('path, circle')]).length;").GetInt32());
            Assert.AreEqual(shown, drawn, figure.Id);
            using var picture = SKBitmap.Decode(s_browser.Saved($"{figure.Id}.png"));
            Assert.AreEqual(2 * int.Parse(svg.Attribute("width")!.Value, CultureInfo.InvariantCulture), picture.Width);
            Assert.IsGreaterThan(20, picture.Pixels.Distinct().Count(), figure.Id);
        }
        Assert.AreEqual("", string.Join('\n', s_browser.Messages()));
    }

    private static List<string> Switched(string pressed) => s_browser.Faults(
        "return [...document.querySelectorAll('#curves .legend button')].filter(b => b.getAttribute('aria-pressed') === arguments[0]).map(b => b.textContent);", pressed);

    /// <summary>Names of hidden series of other groups than one, empty if only that one's are.</summary>
    private static string HiddenBut(string group) => string.Join(", ", s_browser.Faults("""
        const series = [...document.querySelectorAll('#curves .series')];
        return series.filter(s => s.dataset.n.startsWith(arguments[0] + ',') === (s.getClientRects().length > 0)).map(s => s.dataset.n);
        """, group));

    private static List<string> Rows(string table) =>
        s_browser.Faults("return [...document.querySelectorAll(`#${arguments[0]} tbody th`)].map(cell => cell.textContent);", table);

    private static void Press(string key) => new Actions(s_browser.Driver).SendKeys(key).Perform();

    private static void HoverOver(string selector) => Hover($$"""
        const element = document.querySelector('{{selector}}');
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const box = element.getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2];
        """);

    private static void Hover(string find)
    {
        var point = s_browser.Run(find);
        new Actions(s_browser.Driver)
            .MoveToLocation((int)Math.Round(point[0].GetDouble()), (int)Math.Round(point[1].GetDouble())).Perform();
    }

    /// <summary>The lines of the tooltip, name and value parted by a tab.</summary>
    private static List<string> TipRows()
    {
        Assert.IsTrue(s_browser.Driver.FindElement(By.Id("tip")).Displayed, "the tooltip is shown");
        return s_browser.Faults("return [...document.querySelectorAll('#tip > *')].map(row => row.children.length ? [...row.children].map(c => c.textContent).join('\\t') : row.textContent);");
    }
}
