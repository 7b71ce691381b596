using SuppressionLab.Laws.Numerics;
using SuppressionLab.Laws.Responses;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Responses;

/// <summary>The response laws against their formulas, their derivatives against central differences.</summary>
[TestClass]
public sealed class ResponseFamilyTests
{
    private static readonly double[] Amounts = [0, 0.5, 1, 8, 48, 1000, 1e6];

    public static IEnumerable<object[]> Laws => ResponseRegistry.All.Select(law => new object[] { law.Name });

    [TestMethod]
    [DataRow(40.0)]
    [DataRow(-40.0)]
    public void Rectified_law_agrees_with_its_formula(double height) =>
        Check("rectified", [height, 25, 0.8, 0.7], d => (height / (25 + Math.Pow(d, 0.8))) + 0.7);

    [TestMethod]
    public void Exponential_response_agrees_with_its_formula() =>
        Check("exponential-response", [2, -0.5, 30], x => -0.5 + (2.5 * Math.Exp(-x / 30)));

    [TestMethod]
    public void Plain_power_law_agrees_with_its_formula() =>
        Check("plain-power", [3, -0.4], x => 3 * Math.Pow(x, -0.4));

    [TestMethod]
    public void Log_linear_response_agrees_with_its_formula() =>
        Check("log-linear", [-1, 0.3], x => -1 + (0.3 * Math.Log(x)));

    [TestMethod]
    [DataRow(0.6, 1.5, 0.4)]
    [DataRow(1.0, 0.2, 3.0)]
    [DataRow(0.9, 300.0, 0.05)]
    public void Coverage_agrees_with_the_product_over_attempts(double share, double a, double b)
    {
        // E[f^k] of a Beta(a, b) is the product over j < k of (a + j)/(a + b + j).
        foreach (var k in new[] { 0, 1, 2, 5, 30, 2000 })
        {
            var failure = 1.0;
            for (var j = 0; j < k; j++)
            {
                failure *= (a + j) / (a + b + j);
            }
            var actual = ResponseRegistry.Get("coverage").Value([share, a, b], k);
            Assert.AreEqual(share * (1 - failure), actual, 1e-11, $"k = {k}");
        }
    }

    [TestMethod]
    [DataRow(1e6, 0.5)]
    [DataRow(0.01, 7.3)]
    [DataRow(1e6, 1e4)]
    public void Ratio_of_gamma_functions_satisfies_its_recurrence(double z, double b)
    {
        // Γ(z+b+1)/Γ(z+1) = Γ(z+b)/Γ(z)·(z+b)/z, and adding 1 to b multiplies by z + b.
        var here = LogGammaRatio.Of(z, b);
        Assert.AreEqual(Elementary.LogOnePlus(b / z), LogGammaRatio.Of(z + 1, b) - here, 1e-14 * Math.Abs(here) * 10 + 1e-14);
        Assert.AreEqual(Math.Log(z + b), LogGammaRatio.Of(z, b + 1) - here, 1e-14 * Math.Abs(here) * 10 + 1e-14);
        Assert.AreEqual(Math.Log(z), LogGammaRatio.Of(z, 1), 1e-13 * (1 + Math.Abs(Math.Log(z))));
    }

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void Derivatives_agree_with_central_differences(string name)
    {
        var law = ResponseRegistry.Get(name);
        double[] x = [.. Amounts.Where(v => v < 1e5 && (v > 0 || !law.NeedsPositiveX))];
        var size = law.Parameters.Count;
        for (var draw = 0; draw < 20; draw++)
        {
            var stream = RandomKey.FromSeed(21).Derive(name).Derive(draw).Open();
            var point = Enumerable.Range(0, size).Select(_ => 0.7 * stream.NextGaussian()).ToArray();
            var jacobian = new double[size * x.Length];
            law.Evaluate(point, x, new double[x.Length], jacobian);
            var natural = new double[size * size];
            law.ToNatural(point, new double[size], natural);
            for (var c = 0; c < size; c++)
            {
                var curve = Difference(point, c, at => Values(law, at, x));
                var named = Difference(point, c, at => Natural(law, at));
                for (var i = 0; i < x.Length; i++)
                {
                    AssertClose(curve[i], jacobian[(c * x.Length) + i], $"{name} by {c} at {x[i]}");
                }
                for (var i = 0; i < size; i++)
                {
                    AssertClose(named[i], natural[(i * size) + c], $"{name} natural {i} by {c}");
                }
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void Coordinates_and_natural_parameters_are_inverse(string name)
    {
        var law = ResponseRegistry.Get(name);
        var stream = RandomKey.FromSeed(22).Open();
        for (var draw = 0; draw < 20; draw++)
        {
            var point = law.Parameters.Select(_ => stream.NextGaussian()).ToArray();
            var back = new double[point.Length];
            law.ToCoordinates(Natural(law, point), back);
            for (var c = 0; c < point.Length; c++)
            {
                Assert.AreEqual(point[c], back[c], 1e-9);
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void Values_and_derivatives_are_finite_at_the_ends_of_the_box(string name)
    {
        var law = ResponseRegistry.Get(name);
        double[] x = [.. Amounts.Where(v => v > 0 || !law.NeedsPositiveX)];
        var size = law.Parameters.Count;
        var (lower, upper) = (new double[size], new double[size]);
        law.Bounds(lower, upper);
        for (var corner = 0; corner < 1 << size; corner++)
        {
            var point = lower.Select((low, i) => Math.Clamp((corner >> i & 1) == 0 ? low : upper[i], -100, 100)).ToArray();
            var (values, jacobian) = (new double[x.Length], new double[size * x.Length]);
            law.Evaluate(point, x, values, jacobian);
            Assert.IsTrue(values.All(double.IsFinite), string.Join(", ", values));
            Assert.IsTrue(jacobian.All(double.IsFinite), string.Join(", ", jacobian));
        }
    }

    [TestMethod]
    public void An_unknown_response_law_is_refused_with_those_that_exist()
    {
        var error = Assert.ThrowsExactly<InputException>(() => ResponseRegistry.Get("cubic"));
        StringAssert.Contains(error.Message, "rectified, coverage");
    }

    private static void Check(string name, double[] natural, Func<double, double> expected)
    {
        var law = ResponseRegistry.Get(name);
        foreach (var x in Amounts.Where(v => v > 0 || !law.NeedsPositiveX))
        {
            Assert.AreEqual(expected(x), law.Value(natural, x), 1e-11 * Math.Max(1, Math.Abs(expected(x))), $"x = {x}");
        }
    }

    private static double[] Values(ResponseFamily law, double[] point, double[] x)
    {
        var values = new double[x.Length];
        law.Evaluate(point, x, values, []);
        return values;
    }

    private static double[] Natural(ResponseFamily law, double[] point)
    {
        var natural = new double[point.Length];
        law.ToNatural(point, natural, []);
        return natural;
    }

    private static double[] Difference(double[] point, int c, Func<double[], double[]> function)
    {
        const double h = 1e-4;
        double[] At(double offset)
        {
            var moved = (double[])point.Clone();
            moved[c] += offset;
            return function(moved);
        }
        var (a, b, d, e) = (At(h), At(-h), At(2 * h), At(-2 * h));
        return [.. a.Select((_, i) => ((8 * (a[i] - b[i])) - (d[i] - e[i])) / (12 * h))];
    }

    private static void AssertClose(double expected, double actual, string where) =>
        Assert.AreEqual(expected, actual, (1e-6 * Math.Abs(expected)) + 1e-8, where);
}
