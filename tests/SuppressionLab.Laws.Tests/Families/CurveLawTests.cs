using SuppressionLab.Laws.Families;

namespace SuppressionLab.Laws.Tests.Families;

/// <summary>The baselines against their formulas.</summary>
[TestClass]
public sealed class CurveLawTests
{
    private static readonly double[] Shots = [0, 1, 2, 10, 255, 1e5];

    [TestMethod]
    [DataRow(1.2)]
    [DataRow(-0.2)]
    public void Power_law_agrees_with_its_formula(double scale) =>
        Check("power", [scale, 0.3, 0.7], n => (scale * Math.Pow(n + 1, -0.7)) + 0.3);

    [TestMethod]
    [DataRow(1.2)]
    [DataRow(-0.2)]
    public void Bounded_power_law_agrees_with_its_formula(double scale) =>
        Check("bounded-power", [scale, 0.3, 1.7, 12], n => (scale * Math.Pow(1 + (n / 12), -1.7)) + 0.3);

    [TestMethod]
    [DataRow(1.2)]
    [DataRow(-0.2)]
    public void Logistic_law_agrees_with_its_formula(double scale) =>
        Check("logistic", [scale, 0.3, 8, 1.4], n => (scale / (1 + Math.Pow(n / 8, 1.4))) + 0.3);

    [TestMethod]
    [DataRow(1.2)]
    [DataRow(-0.2)]
    public void Exponential_law_agrees_with_its_formula(double scale) =>
        Check("exponential", [scale, 0.3, 8], n => (scale * Math.Exp(-n / 8)) + 0.3);

    [TestMethod]
    [DataRow(1.2)]
    [DataRow(-0.2)]
    public void Hyperbola_agrees_with_its_formula(double scale) =>
        Check("hyperbola", [scale, 0.3, 0.15], n => (scale / (1 + (0.15 * n))) + 0.3);

    [TestMethod]
    [DataRow(1.2, 0.3, 0.9)]
    [DataRow(1.2, 0.9, 0.3)]
    [DataRow(-0.2, 0.5, 2)]
    public void Broken_power_law_agrees_with_its_formula(double scale, double before, double after)
    {
        const double d = 12;
        const double f = 0.4;
        var (c0, c1) = (before, after - before);
        var b = scale * Math.Pow(1 + Math.Pow(d, -1 / f), c1 * f);
        Check("broken-power", [scale, 0.3, before, after, d, f], n =>
            0.3 + (b * Math.Pow(n + 1, -c0) * Math.Pow(1 + Math.Pow((n + 1) / d, 1 / f), -c1 * f)));
    }

    public static IEnumerable<object[]> Laws =>
        LawRegistry.All.Where(law => law is CurveLaw).Select(law => new object[] { law.Name });

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void Coordinates_at_the_ends_of_the_box_give_finite_probabilities(string name)
    {
        var law = LawRegistry.Get(name);
        var size = law.FreeParameters(1);
        var (lower, upper) = (new double[size], new double[size]);
        law.Bounds(1, lower, upper);
        for (var corner = 0; corner < 1 << size; corner++)
        {
            var point = lower.Select((low, i) => (corner >> i & 1) == 0 ? low : upper[i]).ToArray();
            var jacobian = new double[size * Shots.Length];
            var values = new double[Shots.Length];
            law.Evaluate(1, 0, point, Shots, values, jacobian);
            Assert.IsTrue(values.All(p => p is >= 0 and <= 1), string.Join(", ", values));
            Assert.IsTrue(jacobian.All(double.IsFinite), name + " " + string.Join(", ", jacobian));
        }
    }

    private static void Check(string name, double[] natural, Func<double, double> nll)
    {
        var law = LawRegistry.Get(name);
        var p = law.Evaluate(1, 0, law.ToCoordinates(1, natural), Shots);
        for (var i = 0; i < Shots.Length; i++)
        {
            Assert.AreEqual(Math.Exp(-nll(Shots[i])), p[i], 1e-12);
        }
    }
}
