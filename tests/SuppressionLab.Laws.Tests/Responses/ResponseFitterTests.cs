using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Responses;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Responses;

/// <summary>Response laws come back from their own points, with errors that mean what they say.</summary>
[TestClass]
public sealed class ResponseFitterTests
{
    private static readonly double[] Documents = [0, 8, 16, 48, 100, 250, 500, 1000, 2500, 5000];
    private static readonly double[] Attempts = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

    public static IEnumerable<object[]> Truths =>
    [
        ["rectified", new[] { 30.0, 20, 0.7, 0.5 }],
        ["rectified", new[] { -80.0, 40, 0.9, 2.5 }],
        ["exponential-response", new[] { 0.2, 3.5, 120 }],
        ["exponential-response", new[] { 0.9, 0.05, 600 }],
        ["plain-power", new[] { 2.5, -0.4 }],
        ["log-linear", new[] { 1.5, -0.2 }],
        ["coverage", new[] { 0.8, 2.0, 0.5 }],
        ["coverage", new[] { 0.95, 0.5, 0.2 }],
    ];

    [TestMethod]
    [DynamicData(nameof(Truths))]
    public void Laws_recover_their_own_points(string name, double[] natural)
    {
        var law = ResponseRegistry.Get(name);
        var x = Places(law);
        var fit = ResponseFitter.Fit(law, x, [.. x.Select(at => law.Value(natural, at))]);
        Assert.IsLessThan(1e-14, fit.Sse);
        Assert.IsGreaterThan(0, fit.StartsAgreeing);
        for (var i = 0; i < natural.Length; i++)
        {
            Assert.AreEqual(natural[i], fit.Natural[i], 1e-4 * Math.Abs(natural[i]), law.Parameters[i].Name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Truths))]
    public void Prediction_errors_match_the_spread_of_repeated_fits(string name, double[] natural)
    {
        const int repeats = 200;
        const double noise = 0.004;
        var law = ResponseRegistry.Get(name);
        var x = Places(law);
        double[] errors = [.. x.Select(_ => noise)];
        var (at, sum, square, stated) = (x[^1] / 2, 0.0, 0.0, 0.0);
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var stream = RandomKey.FromSeed(23).Derive(name).Derive(repeat).Open();
            var fit = ResponseFitter.Fit(
                law, x, [.. x.Select(v => law.Value(natural, v) + (noise * stream.NextGaussian()))], errors);
            var error = fit.Predict(at) - law.Value(natural, at);
            sum += error / repeats;
            square += error * error / repeats;
            stated += fit.PredictionStandardError(at) / repeats;
        }
        Assert.IsLessThan(0.001, Math.Abs(sum), "bias");
        // The spread of 200 repeats is itself known to 5 % (one standard error).
        Assert.AreEqual(1, stated / Math.Sqrt(square), 0.2, $"{stated} against {Math.Sqrt(square)}");
    }

    [TestMethod]
    public void A_log_linear_fit_is_the_regression_of_the_textbook()
    {
        double[] x = [1, 2, 3, 4, 8, 12];
        double[] y = [0.9, 1.2, 1.25, 1.5, 1.62, 1.9];
        var fit = ResponseFitter.Fit(ResponseRegistry.Get("log-linear"), x, y);
        var u = Array.ConvertAll(x, Math.Log);
        var (meanU, meanY) = (u.Average(), y.Average());
        var square = u.Sum(v => (v - meanU) * (v - meanU));
        var slope = u.Zip(y, (v, w) => (v - meanU) * (w - meanY)).Sum() / square;
        var sse = u.Zip(y, (v, w) => Math.Pow(w - meanY - (slope * (v - meanU)), 2)).Sum();
        Assert.AreEqual(slope, fit.Parameters["slope"], 1e-12);
        Assert.AreEqual(Math.Sqrt(sse / 4 / square), fit.StandardErrors["slope"], 1e-10);
        var error = Math.Sqrt(sse / 4 * ((1.0 / 6) + (Math.Pow(Math.Log(16) - meanU, 2) / square)));
        Assert.AreEqual(error, fit.PredictionStandardError(16), 1e-10);
        // Student's t with 4 degrees of freedom: 2.776 at 97.5 %.
        Assert.AreEqual(2.776445 * error, fit.PredictionInterval(16).High - fit.Predict(16), 1e-5);
        Assert.AreEqual(sse / 4, fit.ResidualVariance, 1e-12);
    }

    [TestMethod]
    public void Precise_points_count_more_in_a_weighted_fit()
    {
        double[] x = [1, 10, 100];
        double[] y = [0, 1, 5];
        var law = ResponseRegistry.Get("log-linear");
        var fit = ResponseFitter.Fit(law, x, y, [0.001, 0.001, 1]);
        Assert.AreEqual(2, fit.Predict(100), 0.01);
        Assert.IsGreaterThan(0.3, Math.Abs(ResponseFitter.Fit(law, x, y).Predict(10) - 1));
        Assert.AreEqual(0.001, fit.PredictionStandardError(1), 1e-5);
    }

    [TestMethod]
    public void Too_few_or_level_points_are_flagged_not_refused()
    {
        var law = ResponseRegistry.Get("rectified");
        var few = ResponseFitter.Fit(law, [0, 8, 16], [1, 1.5, 1.8], [0.1, 0.1, 0.1]);
        Assert.AreEqual(ExitReason.FewerPointsThanParameters, few.ExitReason);
        Assert.IsTrue(double.IsPositiveInfinity(few.PredictionStandardError(1000)));
        var exact = ResponseFitter.Fit(law, [0, 8, 16, 48], [1, 1.5, 1.8, 2]);
        Assert.IsTrue(exact.StandardErrors.Values.All(double.IsPositiveInfinity));
        foreach (var other in ResponseRegistry.All)
        {
            var level = ResponseFitter.Fit(other, [1, 2, 4, 8, 16, 32], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
            Assert.AreEqual(0.5, level.Predict(8), 1e-4, other.Name);
            Assert.IsTrue(level.Natural.All(double.IsFinite));
            Assert.IsTrue(level.StandardErrors.Values.All(error => error >= 0), other.Name);
            var zero = ResponseFitter.Fit(other, [1, 2, 4, 8, 16, 32], [0, 0, 0, 0, 0, 0]);
            Assert.AreEqual(0, zero.Predict(1e6), 1e-4, other.Name);
        }
    }

    [TestMethod]
    public void Bad_points_are_refused_by_index()
    {
        var coverage = ResponseRegistry.Get("coverage");
        var power = ResponseRegistry.Get("plain-power");
        Refused("point 1", () => ResponseFitter.Fit(coverage, [1, 2], [0.1, 1.2]));
        Refused("point 0", () => ResponseFitter.Fit(coverage, [-1, 2], [0.1, 0.2]));
        Refused("above 0", () => ResponseFitter.Fit(power, [1, 0], [0.1, 0.2]));
        Refused("point 1", () => ResponseFitter.Fit(power, [1, 2], [0.1, double.NaN]));
        Refused("standard error 0", () => ResponseFitter.Fit(power, [1, 2], [0.1, 0.2], [0.1, 0]));
        Refused("2 x, 1 values", () => ResponseFitter.Fit(power, [1, 2], [0.1]));
        Refused("prediction", () => ResponseFitter.Fit(power, [1, 2, 3], [0.1, 0.2, 0.3]).Predict(0));
    }

    private static double[] Places(ResponseFamily law) => law is CoverageLaw ? Attempts
        : law.NeedsPositiveX ? [1, 2, 3, 4, 8, 12, 16] : Documents;

    private static void Refused(string what, Action action) =>
        StringAssert.Contains(Assert.ThrowsExactly<InputException>(action).Message, what);
}
