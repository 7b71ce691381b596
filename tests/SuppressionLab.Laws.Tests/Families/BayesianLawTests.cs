using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Families;

/// <summary>The laws against their definitions, written out with powers.</summary>
[TestClass]
public sealed class BayesianLawTests
{
    public static IEnumerable<object[]> Laws =>
        LawRegistry.All.Where(law => law is BayesianLaw).Select(law => new object[] { law.Name });

    public static IEnumerable<object[]> PublishedLaws =>
        LawRegistry.Published.Where(law => law is BayesianLaw).Select(law => new object[] { law.Name });

    [TestMethod]
    [DynamicData(nameof(PublishedLaws))]
    public void Curves_agree_with_the_sum_over_tasks(string name)
    {
        var law = (BayesianLaw)LawRegistry.Get(name);
        for (var draw = 0; draw < 50; draw++)
        {
            var tasks = 2 + (draw % 7);
            var natural = SimulatedCurves.RandomParameters(law, tasks, RandomKey.FromSeed(1).Derive(draw).Open());
            var matrix = law.TaskProbabilities(tasks, natural);
            double[] shots = [0, 1, 2, 5, 17, 100];
            for (var task = 0; task < tasks; task++)
            {
                var actual = law.Evaluate(tasks, task, law.ToCoordinates(tasks, natural), shots);
                for (var i = 0; i < shots.Length; i++)
                {
                    Assert.AreEqual(Definition(natural, matrix, tasks, task, shots[i]), actual[i], 1e-11);
                }
            }
        }
    }

    [TestMethod]
    public void Scoring_wise_agrees_with_its_closed_form()
    {
        var law = new ScoringWiseLaw();
        double[] prior = [0.6, 0.3, 0.1];
        double[] gamma = [0.9, 0.5, 0.7];
        double[] beta = [0.2, 0.45, 0.01];
        var coordinates = law.ToCoordinates(3, [.. prior, 0.37, .. gamma, .. beta]);
        for (var t = 0; t < 3; t++)
        {
            foreach (var n in new[] { 0.0, 0.5, 3, 40 })
            {
                var z = Math.Log(prior[t] / (1 - prior[t])) + (0.37 * n * Math.Log(gamma[t] / beta[t]));
                var expected = beta[t] + ((gamma[t] - beta[t]) / (1 + Math.Exp(-z)));
                Assert.AreEqual(expected, law.Evaluate(3, t, coordinates, [n])[0], 1e-12);
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void Curves_and_derivatives_stay_finite_to_a_hundred_thousand_shots(string name)
    {
        var law = (BayesianLaw)LawRegistry.Get(name);
        double[] shots = [0, 1, 1e3, 1e4, 99_999, 1e5];
        for (var draw = 0; draw < 50; draw++)
        {
            var natural = SimulatedCurves.RandomParameters(law, 5, RandomKey.FromSeed(2).Derive(draw).Open());
            var coordinates = law.ToCoordinates(5, natural);
            coordinates[^1] = Math.Log(4);
            for (var task = 0; task < 5; task++)
            {
                var values = new double[shots.Length];
                var jacobian = new double[law.ActiveCoordinates(5, task).Length * shots.Length];
                law.Evaluate(5, task, coordinates, shots, values, jacobian);
                Assert.IsTrue(values.All(p => p is > 0 and <= 1));
                Assert.IsTrue(jacobian.All(double.IsFinite));
                // With endless shots the learner is sure of the task that gives the examples the most probability.
                var matrix = law.TaskProbabilities(5, natural);
                Assert.AreEqual(Enumerable.Range(0, 5).Max(m => matrix[task, m]), values[^1], 1e-9);
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void Coordinates_at_the_ends_of_the_box_give_finite_probabilities(string name)
    {
        var law = LawRegistry.Get(name);
        var size = law.FreeParameters(4);
        var (lower, upper) = (new double[size], new double[size]);
        law.Bounds(4, lower, upper);
        var stream = RandomKey.FromSeed(3).Open();
        for (var draw = 0; draw < 200; draw++)
        {
            var corner = lower.Zip(upper, (low, high) => stream.NextDouble() < 0.5 ? low : high).ToArray();
            var p = law.Evaluate(4, draw % 4, corner, [0, 1, 255, 1e5]);
            Assert.IsTrue(p.All(value => value is >= 0 and <= 1), string.Join(", ", p));
        }
    }

    [TestMethod]
    public void Free_parameters_are_those_of_the_paper()
    {
        Assert.AreEqual(30, new OriginalBayesianLaw().FreeParameters(5));
        Assert.AreEqual(15, new SamplingWiseLaw().FreeParameters(5));
        Assert.AreEqual(15, new ScoringWiseLaw().FreeParameters(5));
    }

    private static double Definition(double[] natural, double[,] matrix, int tasks, int task, double n)
    {
        var efficiency = natural[tasks];
        var (above, below) = (0.0, 0.0);
        for (var m = 0; m < tasks; m++)
        {
            above += natural[m] * Math.Pow(matrix[task, m], (efficiency * n) + 1);
            below += natural[m] * Math.Pow(matrix[task, m], efficiency * n);
        }
        return above / below;
    }
}
