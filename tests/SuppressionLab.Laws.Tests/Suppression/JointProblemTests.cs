using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Suppression;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Suppression;

[TestClass]
public sealed class JointProblemTests
{
    private const int Tasks = 3;
    private const int Conditions = 3;
    private static readonly double[] Shots = [0, 1, 2, 4, 9, 30];

    public static IEnumerable<object[]> Cases =>
        from law in new[] { "scoring-wise", "sampling-wise", "random-evidence" }
        from model in SuppressionModel.All
        select new object[] { law, model.Name };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Gradients_agree_with_central_differences_of_the_cost(string law, string model)
    {
        var problem = Make(law, model, out var point);
        var gradient = new double[point.Length];
        problem.Linearise(point, new double[point.Length * point.Length], gradient);
        for (var i = 0; i < point.Length; i++)
        {
            var numeric = (At(problem, point, i, 1e-5) - At(problem, point, i, -1e-5)) / 2e-5;
            Assert.AreEqual(numeric, 2 * gradient[i], (1e-6 * Math.Abs(numeric)) + 1e-8, $"coordinate {i}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Normal_equations_are_the_curvature_of_an_exact_fit(string law, string model)
    {
        var problem = Make(law, model, out var point);
        problem.SetTargets(Curves(problem.Layout, point));
        var normal = new double[point.Length * point.Length];
        var cost = problem.Linearise(point, normal, new double[point.Length]);
        Assert.AreEqual(0, cost, 1e-20);
        var stream = RandomKey.FromSeed(2).Open();
        for (var draw = 0; draw < 10; draw++)
        {
            var direction = Array.ConvertAll(point, _ => stream.NextGaussian());
            // Along a direction the cost of an exact fit is hᵀNh and even to third order when both sides are averaged.
            const double h = 1e-4;
            var both = (Along(problem, point, direction, h) + Along(problem, point, direction, -h)) / 2 / h / h;
            var expected = 0.0;
            for (var i = 0; i < point.Length; i++)
            {
                for (var j = 0; j < point.Length; j++)
                {
                    expected += direction[i] * normal[(i * point.Length) + j] * direction[j];
                }
            }
            Assert.AreEqual(expected, both, 1e-5 * both);
        }
    }

    [TestMethod]
    public void Parameters_survive_the_way_into_joint_coordinates_and_back()
    {
        var family = new ScoringWiseLaw();
        double[][] natural =
        [
            [0.2, 0.3, 0.5, 0.4, 0.9, 0.5, 0.7, 0.1, 0.45, 0.01],
            [0.7, 0.2, 0.1, 0.1, 0.8, 0.4, 0.6, 0.2, 0.05, 0.3],
        ];
        var layout = new JointLayout(family, Tasks, 2, SuppressionModel.Everything);
        var back = layout.Natural(layout.FromNatural(natural, 0));
        for (var c = 0; c < 2; c++)
        {
            for (var i = 0; i < natural[c].Length; i++)
            {
                Assert.AreEqual(natural[c][i], back[c][i], 1e-12, $"condition {c}, parameter {i}");
            }
        }
    }

    [TestMethod]
    [DataRow("nothing", 9)]
    [DataRow("prior-only", 13)]
    [DataRow("prior-and-efficiency", 15)]
    [DataRow("prior-and-gamma", 19)]
    [DataRow("everything", 27)]
    public void Free_parameters_count_what_each_condition_has_for_itself(string model, int expected) =>
        Assert.AreEqual(expected, new JointLayout(new ScoringWiseLaw(), Tasks, Conditions, Model(model)).Size);

    [TestMethod]
    public void A_beta_that_conditions_share_stays_while_gamma_moves()
    {
        var layout = new JointLayout(new ScoringWiseLaw(), Tasks, 2, SuppressionModel.PriorAndGamma);
        var point = Array.ConvertAll(new double[layout.Size], _ => 0.3);
        point[^1] = -2;
        var natural = layout.Natural(point);
        for (var t = 0; t < Tasks; t++)
        {
            Assert.AreEqual(natural[0][7 + t], natural[1][7 + t], 1e-15);
        }
        Assert.IsLessThan(natural[0][6] - 0.05, natural[1][6]);
    }

    private static SuppressionModel Model(string name) => SuppressionModel.All.Single(model => model.Name == name);

    private static JointProblem Make(string law, string model, out double[] point)
    {
        var family = (TiedBayesianLaw)LawRegistry.Get(law);
        var layout = new JointLayout(family, Tasks, Conditions, Model(model));
        var stream = RandomKey.FromSeed(1).Derive(law).Derive(model).Open();
        point = Array.ConvertAll(new double[layout.Size], _ => stream.NextGaussian());
        return new JointProblem(layout, [.. Enumerable.Range(0, Conditions).Select(_ => new CurveSet(
            [.. Enumerable.Range(0, Tasks).Select(t => new TaskCurve(t, Shots, Array.ConvertAll(Shots, _ => stream.NextDouble())))]))]);
    }

    private static double[][][] Curves(JointLayout layout, double[] point) =>
    [
        .. Enumerable.Range(0, Conditions).Select(c =>
        {
            var local = new double[layout.LocalSize];
            layout.ToLocal(point, c, local);
            return Enumerable.Range(0, Tasks).Select(t => layout.Family.Evaluate(Tasks, t, local, Shots)).ToArray();
        }),
    ];

    private static double At(JointProblem problem, double[] point, int index, double offset)
    {
        var moved = (double[])point.Clone();
        moved[index] += offset;
        return problem.Cost(moved);
    }

    private static double Along(JointProblem problem, double[] point, double[] direction, double h) =>
        problem.Cost([.. point.Select((x, i) => x + (h * direction[i]))]);
}
