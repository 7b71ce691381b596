using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Tests.Numerics;

/// <summary>Elementary functions near 0 against their series, elsewhere against the plain formula.</summary>
[TestClass]
public sealed class ElementaryTests
{
    [TestMethod]
    [DataRow(1e-5)]
    [DataRow(-1e-5)]
    [DataRow(3e-9)]
    [DataRow(1e-17)]
    public void Small_arguments_keep_every_digit(double x)
    {
        var (square, cube) = (x * x, x * x * x);
        Assert.AreEqual(1, Elementary.LogOnePlus(x) / (x - (square / 2) + (cube / 3)), 4e-15);
        Assert.AreEqual(1, Elementary.ExpMinusOne(x) / (x + (square / 2) + (cube / 6)), 4e-15);
    }

    [TestMethod]
    [DataRow(0.7)]
    [DataRow(-0.7)]
    [DataRow(40.0)]
    public void Large_arguments_agree_with_the_plain_formula(double x)
    {
        Assert.AreEqual(1, Elementary.ExpMinusOne(x) / (Math.Exp(x) - 1), 1e-14);
        Assert.AreEqual(1, Elementary.LogOnePlus(x) / Math.Log(1 + x), 1e-14);
    }

    [TestMethod]
    public void Ends_are_the_limits()
    {
        Assert.AreEqual(0, Elementary.LogOnePlus(0));
        Assert.AreEqual(0, Elementary.ExpMinusOne(0));
        Assert.AreEqual(-1, Elementary.ExpMinusOne(-800));
        Assert.AreEqual(double.PositiveInfinity, Elementary.ExpMinusOne(800));
        Assert.AreEqual(double.PositiveInfinity, Elementary.LogOnePlus(double.PositiveInfinity));
        Assert.AreEqual(1, Logistic.LogSigmoid(30) / -Math.Exp(-30), 1e-13);
    }
}
