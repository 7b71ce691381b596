using SuppressionLab.Laws.DoseResponse;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Responses;
using SuppressionLab.Laws.Suppression;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Tests.DoseResponse;

[TestClass]
public sealed class CurveResponseTests
{
    private static readonly ScoringWiseLaw Family = new();
    private static readonly double[] Doses = [0, 8, 16, 48];

    /// <summary>Two tasks; the log-odds of the first rise as ln(1 + x), γ of the second falls exponentially.</summary>
    private static double[] Truth(double x)
    {
        var prior = 1 / (1 + Math.Exp(-(-0.5 + (0.6 * Math.Log(1 + x)))));
        return [prior, 1 - prior, 0.4, 0.8, 0.7, 0.2, 0.15];
    }

    [TestMethod]
    public void A_law_of_the_dose_gives_back_the_curve_of_a_model_between_and_beyond()
    {
        var points = Doses.Select(x => new DosePoint(x, Truth(x))).ToList();
        var response = CurveResponse.Fit(Family, points, new LogLinearResponse());
        foreach (var x in new[] { 4.0, 30, 200 })
        {
            var natural = response.Natural(x);
            for (var i = 0; i < natural.Length; i++)
            {
                Assert.AreEqual(Truth(x)[i], natural[i], 1e-9, $"parameter {i} at {x}");
            }
            var curve = response.Predict(x, 1, [0, 3, 20]);
            var expected = Family.Evaluate(2, 1, Family.ToCoordinates(2, Truth(x)), [0, 3, 20]);
            for (var i = 0; i < 3; i++)
            {
                Assert.AreEqual(expected[i], curve[i], 1e-9);
            }
        }
    }

    [TestMethod]
    public void Held_out_curves_are_predicted_exactly_by_the_true_response_and_not_by_the_nearest()
    {
        var conditions = Doses.Select(x => new SuppressionCondition($"{x}", x, SimulatedCurves.Of(Family, 2, Truth(x), 40))).ToList();
        var rows = DoseValidation.Run(Family, conditions, SuppressionModel.PriorOnly, ResponseRegistry.All);
        foreach (var condition in conditions)
        {
            var errors = rows.Where(row => row.Condition == condition.Name).ToDictionary(row => row.Predictor);
            Assert.IsLessThan(1e-4, errors["log-linear"].Nrmse, condition.Name);
            Assert.IsGreaterThan(0.01, errors["nearest"].Nrmse, condition.Name);
            Assert.AreEqual(condition.Amount is 0 or 48, errors["mean"].Extrapolated);
            // Three other doses leave out the laws of four parameters.
            Assert.IsFalse(errors.ContainsKey("rectified"));
        }
    }

    [TestMethod]
    public void Doses_that_repeat_or_are_too_few_are_refused()
    {
        var conditions = Doses.Select(x => new SuppressionCondition($"{x}", x, SimulatedCurves.Of(Family, 2, Truth(x), 10))).ToList();
        Assert.ThrowsExactly<InputException>(() =>
            DoseValidation.Run(Family, conditions.Take(2).ToList(), SuppressionModel.PriorOnly, []));
        Assert.ThrowsExactly<InputException>(() => DoseValidation.Run(
            Family, [.. conditions, conditions[1] with { Name = "again" }], SuppressionModel.PriorOnly, []));
        Assert.ThrowsExactly<InputException>(() => CurveResponse.Fit(Family, [new(1, Truth(1)), new(1, Truth(1))], null));
        var error = Assert.ThrowsExactly<InputException>(() => CurveResponse.Fit(Family, [new(-1, Truth(0)), new(1, Truth(1))], null));
        StringAssert.Contains(error.Message, "dose -1");
    }
}
