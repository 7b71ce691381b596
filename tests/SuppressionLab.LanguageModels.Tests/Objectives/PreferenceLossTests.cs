using SuppressionLab.LanguageModels.Native;
using SuppressionLab.LanguageModels.Objectives.Preferences;
using SuppressionLab.Primitives.Errors;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Tests.Objectives;

/// <summary>Each loss against its published formula, written out on plain numbers, and its gradient against differences.</summary>
[TestClass]
public sealed class PreferenceLossTests
{
    private static readonly double[] Chosen = [-10, -4.5, -30, -0.7];
    private static readonly double[] Rejected = [-12, -3, -29.5, -9];
    private static readonly double[] ReferenceChosen = [-11, -5, -28, -1];
    private static readonly double[] ReferenceRejected = [-11.5, -4, -33, -8];
    private static readonly double[] ChosenCounts = [5, 3, 10, 1];
    private static readonly double[] RejectedCounts = [6, 3, 9, 4];

    [ClassInitialize]
    public static void Start(TestContext context) => TorchRuntime.EnsureLoaded();

    public static IEnumerable<object[]> Losses =>
    [
        [new DpoLoss { Beta = 0.3 }, (Formula)(p => -LogSigmoid(0.3 * p.Margin))],
        [new DpoLoss { Beta = 0.3, LabelSmoothing = 0.2 },
            (Formula)(p => (-0.8 * LogSigmoid(0.3 * p.Margin)) - (0.2 * LogSigmoid(-0.3 * p.Margin)))],
        [new IpoLoss { Beta = 0.25 }, (Formula)(p => Math.Pow(p.Margin - 2, 2))],
        [new HingePreferenceLoss { Beta = 0.4 }, (Formula)(p => Math.Max(0, 1 - (0.4 * p.Margin)))],
        [new SimPoLoss { Beta = 2.5, Margin = 0.6 },
            (Formula)(p => -LogSigmoid((2.5 * p.Chosen / p.ChosenCount) - (2.5 * p.Rejected / p.RejectedCount) - 0.6))],
        [new OrpoLoss { Weight = 0.35 },
            (Formula)(p => (-p.Chosen / p.ChosenCount)
                - (0.35 * LogSigmoid(LogOdds(p.Chosen / p.ChosenCount) - LogOdds(p.Rejected / p.RejectedCount))))],
        [new CpoLoss { Beta = 0.2, Weight = 0.7 },
            (Formula)(p => -LogSigmoid(0.2 * (p.Chosen - p.Rejected)) - (0.7 * p.Chosen / p.ChosenCount))],
    ];

    private delegate double Formula(Pair pair);

    [TestMethod]
    [DynamicData(nameof(Losses))]
    public void The_loss_of_each_pair_is_the_published_formula(PreferenceLoss loss, object formula)
    {
        using var scope = torch.NewDisposeScope();
        var actual = loss.Of(Scores(Chosen, Rejected, loss.UsesReference)).data<double>().ToArray();
        for (var i = 0; i < Chosen.Length; i++)
        {
            Assert.AreEqual(((Formula)formula)(Pair.At(i, Chosen[i], Rejected[i])), actual[i], 1e-6, $"pair {i}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Losses))]
    public void Its_gradient_is_that_of_differences_of_the_formula(PreferenceLoss loss, object formula)
    {
        using var scope = torch.NewDisposeScope();
        var scores = Scores(Chosen, Rejected, loss.UsesReference, gradients: true);
        loss.Of(scores).sum().backward();
        var (chosen, rejected) = (scores.Chosen.grad!.data<double>().ToArray(), scores.Rejected.grad!.data<double>().ToArray());
        const double Step = 1e-4;
        for (var i = 0; i < Chosen.Length; i++)
        {
            double At(double c, double r) => ((Formula)formula)(Pair.At(i, Chosen[i] + c, Rejected[i] + r));
            Assert.AreEqual((At(Step, 0) - At(-Step, 0)) / (2 * Step), chosen[i], 1e-6, $"pair {i}");
            Assert.AreEqual((At(0, Step) - At(0, -Step)) / (2 * Step), rejected[i], 1e-6, $"pair {i}");
        }
    }

    [TestMethod]
    public void Where_the_model_is_the_reference_DPO_gives_ln_2()
    {
        using var scope = torch.NewDisposeScope();
        var scores = Scores(ReferenceChosen, ReferenceRejected, reference: true);
        foreach (var value in new DpoLoss().Of(scores).data<double>().ToArray())
        {
            Assert.AreEqual(Math.Log(2), value, 1e-12);
        }
    }

    [TestMethod]
    public void A_certain_answer_has_finite_odds_and_gradient()
    {
        using var scope = torch.NewDisposeScope();
        var chosen = torch.zeros(1).requires_grad_(true);
        var loss = new OrpoLoss().Of(new PreferenceScores(
            chosen, torch.tensor(new[] { -3f }), torch.ones(1), torch.ones(1), null, null));
        loss.sum().backward();
        Assert.IsTrue(float.IsFinite(loss.item<float>()));
        Assert.AreEqual(-1f, chosen.grad!.item<float>());
    }

    [TestMethod]
    public void Parameters_out_of_range_are_named()
    {
        foreach (var (loss, field) in new (PreferenceLoss, string)[]
        {
            (new DpoLoss { Beta = 0 }, "dpo: Beta"), (new DpoLoss { LabelSmoothing = 0.5 }, "dpo: LabelSmoothing"),
            (new IpoLoss { Beta = -1 }, "ipo: Beta"), (new HingePreferenceLoss { Beta = double.NaN }, "dpo-hinge: Beta"),
            (new SimPoLoss { Margin = -1 }, "simpo: Margin"), (new OrpoLoss { Weight = -0.1 }, "orpo: Weight"),
            (new CpoLoss { Beta = double.PositiveInfinity }, "cpo: Beta"),
        })
        {
            StringAssert.Contains(Assert.ThrowsExactly<InputException>(loss.Validate).Message, field);
        }
    }

    private static PreferenceScores Scores(double[] chosen, double[] rejected, bool reference, bool gradients = false) => new(
        torch.tensor(chosen).requires_grad_(gradients), torch.tensor(rejected).requires_grad_(gradients),
        torch.tensor(ChosenCounts), torch.tensor(RejectedCounts),
        reference ? torch.tensor(ReferenceChosen) : null, reference ? torch.tensor(ReferenceRejected) : null);

    private static double LogSigmoid(double x) => -Math.Log(1 + Math.Exp(-x));

    private static double LogOdds(double r) => Math.Log(Math.Exp(r) / (1 - Math.Exp(r)));

    private sealed record Pair(double Chosen, double Rejected, double ChosenCount, double RejectedCount, double Margin)
    {
        public static Pair At(int i, double chosen, double rejected) => new(
            chosen, rejected, ChosenCounts[i], RejectedCounts[i],
            chosen - ReferenceChosen[i] - (rejected - ReferenceRejected[i]));
    }
}
