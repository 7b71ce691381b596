using SuppressionLab.LanguageModels.Native;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Objectives.Unlearning;
using SuppressionLab.Primitives.Errors;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Tests.Objectives;

/// <summary>Each loss against its published formula, written out on plain numbers, and its gradient against differences.</summary>
[TestClass]
public sealed class UnlearningLossTests
{
    // Two rows a side, of three and two targets.
    private static readonly double[] Suppressed = [-0.4, -2, -1.5, -0.9, -3];
    private static readonly double[] Kept = [-1, -0.2, -2.5, -0.6, -1.1];
    private static readonly double[] ReferenceSuppressed = [-5, -4.6];
    private static readonly double[] ReferenceKept = [-4, -1.5];

    [ClassInitialize]
    public static void Start(TestContext context) => TorchRuntime.EnsureLoaded();

    public static IEnumerable<object[]> Losses =>
    [
        [new GradientAscentLoss(), (Formula)((s, _) => s.Average())],
        [new GradientDifferenceLoss { KeptWeight = 0.7 }, (Formula)((s, k) => s.Average() - (0.7 * k.Average()))],
        [new NpoLoss { Beta = 0.3 }, (Formula)((s, _) => Npo(s, 0.3))],
        [new NpoLoss { Beta = 0.3, KeptWeight = 0.5 }, (Formula)((s, k) => Npo(s, 0.3) - (0.5 * k.Average()))],
        [new UnlikelihoodLoss { KeptWeight = 0 }, (Formula)((s, _) => -s.Average(p => Math.Log(1 - Math.Exp(p))))],
        [new UnlikelihoodLoss { KeptWeight = 2 },
            (Formula)((s, k) => -s.Average(p => Math.Log(1 - Math.Exp(p))) - (2 * k.Average()))],
        [new KtoLoss { Beta = 0.4, DesirableWeight = 1.5, UndesirableWeight = 0.8 }, (Formula)Kto],
    ];

    private delegate double Formula(double[] suppressed, double[] kept);

    [TestMethod]
    [DynamicData(nameof(Losses))]
    public void The_loss_is_the_published_formula(UnlearningLoss loss, object formula)
    {
        using var scope = torch.NewDisposeScope();
        Assert.AreEqual(((Formula)formula)(Suppressed, Kept), loss.Of(Scores(loss, out _, out _)).item<double>(), 1e-6);
    }

    [TestMethod]
    [DynamicData(nameof(Losses))]
    public void Its_gradient_is_that_of_differences_of_the_formula(UnlearningLoss loss, object formula)
    {
        using var scope = torch.NewDisposeScope();
        loss.Of(Scores(loss, out var suppressed, out var kept)).backward();
        for (var i = 0; i < Suppressed.Length; i++)
        {
            Assert.AreEqual(
                Difference(Suppressed, i, s => ((Formula)formula)(s, Kept)), suppressed.grad!.data<double>()[i], 1e-6);
            if (loss.UsesKept)
            {
                Assert.AreEqual(
                    Difference(Kept, i, k => ((Formula)formula)(Suppressed, k)), kept.grad!.data<double>()[i], 1e-6);
            }
        }
    }

    [TestMethod]
    public void NPO_tends_to_gradient_ascent_of_documents_as_beta_falls()
    {
        using var scope = torch.NewDisposeScope();
        var loss = new NpoLoss { Beta = 1e-5 };
        loss.Of(Scores(loss, out var suppressed, out _)).backward();
        foreach (var value in suppressed.grad!.data<double>().ToArray())
        {
            Assert.AreEqual(1.0 / 2, value, 1e-4); // The gradient of the mean over two documents of ln p.
        }
    }

    [TestMethod]
    public void A_certain_token_has_a_finite_unlikelihood_and_places_without_a_target_have_none()
    {
        using var scope = torch.NewDisposeScope();
        var token = torch.tensor(new[] { 0.0, 0.0 }, [1, 2]).requires_grad_(true);
        var scores = new UnlearningScores
        {
            Suppressed = new TargetScores(token, torch.tensor(new[] { 1.0, 0.0 }, [1, 2]), torch.tensor(new[] { 1.0 })),
            Examples = 1,
            SuppressedTargets = 1,
        };
        var loss = new UnlikelihoodLoss { KeptWeight = 0 }.Of(scores);
        Assert.AreEqual(-Math.Log(1e-6), loss.item<double>(), 1e-3);
        loss.backward();
        CollectionAssert.AreEqual(new[] { 0.0, 0.0 }, token.grad!.data<double>().ToArray());
    }

    [TestMethod]
    public void Parameters_out_of_range_are_named()
    {
        foreach (var (loss, field) in new (UnlearningLoss, string)[]
        {
            (new GradientDifferenceLoss { KeptWeight = -1 }, "gradient-difference: KeptWeight"),
            (new NpoLoss { Beta = 0 }, "npo: Beta"), (new UnlikelihoodLoss { KeptWeight = double.NaN }, "unlikelihood: KeptWeight"),
            (new KtoLoss { DesirableWeight = 0 }, "kto: DesirableWeight"),
        })
        {
            StringAssert.Contains(Assert.ThrowsExactly<InputException>(loss.Validate).Message, field);
        }
    }

    private static double Npo(double[] s, double beta) =>
        -2 / beta * Rows(s).Zip(ReferenceSuppressed, (row, r) => LogSigmoid(-beta * (row - r))).Average();

    // The baseline counts as a constant: it is that of the fixed log-probabilities.
    private static double Kto(double[] s, double[] k)
    {
        var z = Math.Max(0, MeanLogRatio());
        var kept = Rows(k).Zip(ReferenceKept, (row, r) => 1.5 * (1 - Sigmoid(0.4 * (row - r - z))));
        var suppressed = Rows(s).Zip(ReferenceSuppressed, (row, r) => 0.8 * (1 - Sigmoid(0.4 * (z - (row - r)))));
        return (kept.Sum() + suppressed.Sum()) / 4;
    }

    private static double MeanLogRatio() =>
        Rows(Kept).Zip(ReferenceKept, (row, r) => row - r).Concat(Rows(Suppressed).Zip(ReferenceSuppressed, (row, r) => row - r)).Average();

    private static double[] Rows(double[] tokens) => [tokens[..3].Sum(), tokens[3..].Sum()];

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double LogSigmoid(double x) => Math.Log(Sigmoid(x));

    private static double Difference(double[] values, int i, Func<double[], double> of)
    {
        const double Step = 1e-4;
        double At(double shift) => of([.. values.Select((v, j) => j == i ? v + shift : v)]);
        return (At(Step) - At(-Step)) / (2 * Step);
    }

    private static UnlearningScores Scores(UnlearningLoss loss, out torch.Tensor suppressed, out torch.Tensor kept)
    {
        (suppressed, kept) = (torch.tensor(Suppressed).requires_grad_(true), torch.tensor(Kept).requires_grad_(true));
        return new UnlearningScores
        {
            Suppressed = Targets(suppressed),
            Kept = loss.UsesKept ? Targets(kept) : null,
            ReferenceSuppressed = loss.UsesReference ? torch.tensor(ReferenceSuppressed) : null,
            ReferenceKept = loss.UsesReference && loss.UsesKept ? torch.tensor(ReferenceKept) : null,
            MeanLogRatio = loss.UsesMeanLogRatio ? MeanLogRatio() : 0,
            Examples = 2,
            SuppressedTargets = 5,
            KeptTargets = loss.UsesKept ? 5 : 0,
        };
    }

    /// <summary>[2, 3]: the second row's last place is no target.</summary>
    private static TargetScores Targets(torch.Tensor tokens) => new(
        torch.cat([tokens, torch.zeros(1, torch.float64)]).view(2, 3),
        torch.tensor(new[] { 1.0, 1, 1, 1, 1, 0 }, [2, 3]),
        torch.tensor(new[] { 3.0, 2.0 }));
}
