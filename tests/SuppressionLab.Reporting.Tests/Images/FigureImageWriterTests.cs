using System.Xml.Linq;
using SkiaSharp;
using SuppressionLab.Reporting.Images;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Tests.Images;

[TestClass]
public sealed class FigureImageWriterTests
{
    public static IEnumerable<object[]> Figures() =>
        DemoReport.Report.Sections.SelectMany(section => section.Items).OfType<Figure>().Select(figure => new object[] { figure.Id });

    [TestMethod]
    [DynamicData(nameof(Figures))]
    public void Each_kind_of_figure_is_drawn_as_png_of_the_width_asked_for(string id)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"demo-{id}.png");
        FigureImageWriter.WritePng(Find(id), path, width: 640);
        using var image = SKBitmap.Decode(path);
        Assert.AreEqual(1280, image.Width);
        Assert.IsGreaterThan(20, image.Pixels.Distinct().Count(), "colours in the picture");
        Assert.IsTrue(image.Pixels.All(pixel => pixel.Alpha == 255), "no pixel is transparent");
        // A font draws the title: dark pixels in the first line of the picture.
        var dark = Enumerable.Range(32, 300).Sum(x => Enumerable.Range(32, 34).Count(y => image.GetPixel(x, y).Red < 80));
        Assert.IsGreaterThan(300, dark, "dark pixels in the title");
    }

    [TestMethod]
    [DynamicData(nameof(Figures))]
    public void Each_kind_of_figure_is_drawn_as_well_formed_svg(string id)
    {
        using var folder = new TemporaryFolder();
        FigureImageWriter.WriteSvg(Find(id), folder["figure.svg"]);
        var svg = XDocument.Load(folder["figure.svg"]).Root!;
        Assert.AreEqual("svg", svg.Name.LocalName);
        var texts = string.Concat(svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value));
        StringAssert.Contains(texts.Replace(" ", ""), Find(id).Title[..8].Replace(" ", ""));
    }

    [TestMethod]
    public void The_same_figure_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        FigureImageWriter.WritePng(DemoReport.Priors, folder["a.png"]);
        FigureImageWriter.WritePng(DemoReport.Priors, folder["b.png"]);
        CollectionAssert.AreEqual(File.ReadAllBytes(folder["a.png"]), File.ReadAllBytes(folder["b.png"]));
    }

    [TestMethod]
    public void A_dashed_line_is_dashed_in_svg_too()
    {
        using var folder = new TemporaryFolder();
        int Pieces(LineStyle style)
        {
            var series = new LineSeries("s", [0, 1], [0.5, 0.5]) { Style = style };
            FigureImageWriter.WriteSvg(new LineFigure("f", "t", "", new AxisOptions("x"), new AxisOptions("y", 0, 1), [series]), folder["f.svg"]);
            return XDocument.Load(folder["f.svg"]).Descendants().Where(e => e.Name.LocalName == "path")
                .Max(path => path.Attribute("d")!.Value.Count(c => c == 'M'));
        }
        // The axes are some 800 points wide, a dash and its gap 9, a dot and its gap 5.
        Assert.IsLessThan(3, Pieces(LineStyle.Solid));
        Assert.IsTrue(Pieces(LineStyle.Dashed) is > 70 and < 110, $"{Pieces(LineStyle.Dashed)} dashes");
        Assert.IsTrue(Pieces(LineStyle.Dotted) is > 130 and < 190, $"{Pieces(LineStyle.Dotted)} dots");
    }

    [TestMethod]
    public void The_embedded_font_has_every_character_that_figures_use()
    {
        using var typeface = EmbeddedFont.Typeface(bold: false);
        using var bold = EmbeddedFont.Typeface(bold: true);
        foreach (var rune in "ABCabc019αβγρσε₀₁⁻⁵±−×≤≥≈∞→↑·…–—’%°".EnumerateRunes())
        {
            Assert.AreNotEqual(0, typeface.GetGlyph(rune.Value), $"regular {rune}");
            Assert.AreNotEqual(0, bold.GetGlyph(rune.Value), $"bold {rune}");
        }
    }

    [TestMethod]
    public void A_figure_that_does_not_fit_together_is_refused_and_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        var broken = DemoReport.Training with { Panels = [new LinePanel("", [new LineSeries("short", [1, 2], [1])])] };
        var error = Assert.ThrowsExactly<ArgumentException>(() => FigureImageWriter.WritePng(broken, folder["a.png"]));
        StringAssert.Contains(error.Message, "series 'short' has 2 positions and 1 values");
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static Figure Find(string id) =>
        DemoReport.Report.Sections.SelectMany(section => section.Items).OfType<Figure>().Single(figure => figure.Id == id);
}
