using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Tests.Plotting;

[TestClass]
public sealed class AxisScaleTests
{
    [TestMethod]
    [DataRow(0.02, 0.97, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [DataRow(-3.2, 4.1, "−4 −2 0 2 4 6")]
    [DataRow(0.0, 12345.0, "0 2,000 4,000 6,000 8,000 10,000 12,000 14,000")]
    [DataRow(1.21, 1.29, "1.20 1.22 1.24 1.26 1.28 1.30")]
    public void Linear_ticks_are_round_and_enclose_the_data(double low, double high, string expected)
    {
        var scale = AxisScale.For(new AxisOptions("v"), [low, high], tight: false);
        Assert.AreEqual(expected, string.Join(' ', scale.Ticks.Select(tick => tick.Label)));
        Assert.IsTrue(scale.Minimum <= low && scale.Maximum >= high);
    }

    [TestMethod]
    public void Logarithmic_ticks_are_one_two_five_or_decades()
    {
        string Labels(params double[] values) => string.Join(' ', AxisScale.For(new AxisOptions("v", Logarithmic: true), values, tight: true).Ticks.Select(tick => tick.Label));
        Assert.AreEqual("1 2 5 10 20 50", Labels(1, 64));
        Assert.AreEqual("100 1,000 10,000 100,000", Labels(50, 200_000));
        Assert.AreEqual("0.01 0.1 1", Labels(0.004, 2));
        Assert.AreEqual("0 1 2 5", Labels(0, 7));
    }

    [TestMethod]
    public void Maps_send_the_ends_to_zero_and_one_and_rise_between()
    {
        foreach (var logarithmic in new[] { false, true })
        {
            var scale = AxisScale.For(new AxisOptions("v", Logarithmic: logarithmic), [0, 3, 200], tight: true);
            Assert.AreEqual(0, scale.Map(scale.Minimum), 1e-15);
            Assert.AreEqual(1, scale.Map(scale.Maximum), 1e-15);
            Assert.IsTrue(scale.Map(2) < scale.Map(3) && scale.Map(3) < scale.Map(4));
        }
        Assert.AreEqual(Math.Log(4) / Math.Log(201), AxisScale.For(new AxisOptions("v", Logarithmic: true), [0, 200], tight: true).Map(3), 1e-15);
    }

    [TestMethod]
    public void Constant_and_missing_data_still_give_a_range()
    {
        foreach (var values in new double[][] { [], [double.NaN], [5], [0], [0.3, 0.3] })
        {
            foreach (var logarithmic in new[] { false, true })
            {
                var scale = AxisScale.For(new AxisOptions("v", Logarithmic: logarithmic), values, tight: false);
                Assert.IsTrue(scale.Maximum > scale.Minimum);
                Assert.IsNotEmpty(scale.Ticks);
            }
        }
    }
}
