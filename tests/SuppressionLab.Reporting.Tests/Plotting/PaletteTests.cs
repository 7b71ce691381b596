using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Tests.Plotting;

[TestClass]
public sealed class PaletteTests
{
    [TestMethod]
    public void Lines_stand_out_from_their_paper()
    {
        // WCAG 2.1, 1.4.11: 3 : 1 for graphical objects; the light end of the ordered ramp is the one exception.
        Assert.IsTrue(Palette.CategoricalLight.All(color => Palette.Contrast(color, "#FDFDFB") >= 3));
        Assert.IsTrue(Palette.CategoricalDark.All(color => Palette.Contrast(color, "#14171A") >= 3));
        Assert.IsTrue(Palette.Sequential(dark: false).All(color => Palette.Contrast(color, "#FDFDFB") >= 2.2));
        Assert.IsTrue(Palette.Sequential(dark: true).All(color => Palette.Contrast(color, "#14171A") >= 3));
    }

    [TestMethod]
    public void Numbers_in_cells_and_bars_are_readable()
    {
        foreach (var color in new[] { false, true }.SelectMany(Palette.Heat).Concat(Palette.CategoricalLight).Concat(Palette.CategoricalDark))
        {
            Assert.IsGreaterThan(4.2, Palette.Contrast(color, Palette.InkOn(color)), color);
        }
    }

    [TestMethod]
    public void The_heat_ramp_changes_luminance_in_one_direction()
    {
        foreach (var dark in new[] { false, true })
        {
            var contrast = Palette.Heat(dark).Select(color => Palette.Contrast(color, dark ? "#000000" : "#FFFFFF")).ToList();
            Assert.IsTrue(contrast.Zip(contrast.Skip(1)).All(pair => pair.Second > pair.First));
        }
    }

    [TestMethod]
    public void Contrast_of_black_on_white_is_21_and_of_a_colour_on_itself_1()
    {
        Assert.AreEqual(21, Palette.Contrast("#000000", "#FFFFFF"), 1e-9);
        Assert.AreEqual(1, Palette.Contrast("#D55E00", "#D55E00"), 1e-12);
    }

    [TestMethod]
    public void Ordered_groups_span_the_ramp_and_given_places_are_kept()
    {
        Assert.AreEqual(new ColorSlot(ColorSlotKind.Sequential, 0), ColorSlot.Of(PaletteKind.Sequential, 0, 4));
        Assert.AreEqual(new ColorSlot(ColorSlotKind.Sequential, Palette.SequentialSteps - 1), ColorSlot.Of(PaletteKind.Sequential, 3, 4));
        var axis = new AxisOptions("x");
        var legend = new LineLegend(new LineFigure("f", "", "", axis, axis,
            [new LineSeries("a", [0], [0]) { Color = 2 }, new LineSeries("b", [0], [0]) { IsReference = true }, new LineSeries("c", [0], [0])]));
        Assert.AreEqual("--c2 --ink --c1", string.Join(' ', legend.GroupExamples.Select(series => legend.ColorOf(series).Variable)));
    }
}
