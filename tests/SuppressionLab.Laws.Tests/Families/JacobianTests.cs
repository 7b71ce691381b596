using SuppressionLab.Laws.Families;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Families;

/// <summary>Analytic derivatives against central differences.</summary>
[TestClass]
public sealed class JacobianTests
{
    private static readonly double[] Shots = [0, 1, 2, 3, 7, 20, 64, 255, 1000];

    public static IEnumerable<object[]> Laws => LawRegistry.All.Select(law => new object[] { law.Name });

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void Curve_derivatives_agree_with_central_differences(string name)
    {
        var family = LawRegistry.Get(name);
        foreach (var tasks in family.IsPooled ? new[] { 2, 3, 5 } : [1])
        {
            for (var draw = 0; draw < 20; draw++)
            {
                var point = RandomPoint(family, tasks, draw);
                for (var task = 0; task < tasks; task++)
                {
                    CheckCurve(family, tasks, task, point);
                }
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void Natural_derivatives_agree_with_central_differences(string name)
    {
        var family = LawRegistry.Get(name);
        var tasks = family.IsPooled ? 4 : 1;
        for (var draw = 0; draw < 20; draw++)
        {
            var point = RandomPoint(family, tasks, draw);
            var natural = family.ToNatural(tasks, point);
            var jacobian = new double[natural.Length * point.Length];
            family.ToNatural(tasks, point, natural, jacobian);
            for (var c = 0; c < point.Length; c++)
            {
                var numeric = Difference(point, c, x => family.ToNatural(tasks, x));
                for (var i = 0; i < natural.Length; i++)
                {
                    AssertClose(numeric[i], jacobian[(i * point.Length) + c], $"{name} {i} by {c}");
                }
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void Coordinates_and_natural_parameters_are_inverse(string name)
    {
        var family = LawRegistry.Get(name);
        var tasks = family.IsPooled ? 5 : 1;
        for (var draw = 0; draw < 20; draw++)
        {
            var point = RandomPoint(family, tasks, draw);
            var back = family.ToCoordinates(tasks, family.ToNatural(tasks, point));
            for (var c = 0; c < point.Length; c++)
            {
                Assert.AreEqual(point[c], back[c], 1e-9);
            }
        }
    }

    private static void CheckCurve(LawFamily family, int tasks, int task, double[] point)
    {
        var active = family.ActiveCoordinates(tasks, task);
        var jacobian = new double[active.Length * Shots.Length];
        family.Evaluate(tasks, task, point, Shots, new double[Shots.Length], jacobian);
        for (var c = 0; c < point.Length; c++)
        {
            var numeric = Difference(point, c, x => family.Evaluate(tasks, task, x, Shots));
            var row = Array.IndexOf(active, c);
            for (var i = 0; i < Shots.Length; i++)
            {
                var analytic = row < 0 ? 0 : jacobian[(row * Shots.Length) + i];
                AssertClose(numeric[i], analytic, $"{family} task {task} of {tasks}, by {c} at {Shots[i]}");
            }
        }
    }

    /// <summary>Richardson's extrapolation of two central differences: an error of h⁴ instead of h².</summary>
    private static double[] Difference(double[] point, int c, Func<double[], double[]> function)
    {
        const double h = 2e-4;
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
        Assert.AreEqual(expected, actual, (1e-6 * Math.Abs(expected)) + 1e-9, where);

    private static double[] RandomPoint(LawFamily family, int tasks, int draw)
    {
        var stream = RandomKey.FromSeed(7).Derive(family.Name).Derive(tasks).Derive(draw).Open();
        var point = new double[family.FreeParameters(tasks)];
        var (lower, upper) = (new double[point.Length], new double[point.Length]);
        family.Bounds(tasks, lower, upper);
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = Math.Clamp(1.5 * stream.NextGaussian(), lower[i], upper[i]);
        }
        if (family.IsPooled)
        {
            // K from 0.005 to 0.5: with more, K·n·ln P is so large that the differences, not the derivatives, lose digits.
            point[^1] = -3 + stream.NextGaussian();
        }
        return point;
    }
}
