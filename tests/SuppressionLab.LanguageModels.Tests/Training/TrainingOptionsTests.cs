using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Tests.Training;

[TestClass]
public class TrainingOptionsTests
{
    private static readonly TrainingOptions Options = new()
    {
        Steps = 110, LearningRate = 0.5, WarmupSteps = 10, FinalLearningRateFraction = 0.2,
    };

    [TestMethod]
    [DataRow(LearningRateSchedule.Linear, 60, 0.3)]
    [DataRow(LearningRateSchedule.Linear, 35, 0.4)]
    [DataRow(LearningRateSchedule.Linear, 110, 0.1)]
    [DataRow(LearningRateSchedule.Cosine, 60, 0.3)]
    [DataRow(LearningRateSchedule.Cosine, 35, 0.1 + (0.4 * 0.85355339059327373))]
    [DataRow(LearningRateSchedule.Cosine, 110, 0.1)]
    [DataRow(LearningRateSchedule.Constant, 109, 0.5)]
    public void After_warm_up_the_rate_follows_its_schedule(LearningRateSchedule schedule, long step, double expected)
    {
        Assert.AreEqual(expected, (Options with { Schedule = schedule }).LearningRateAt(step), 1e-15);
    }

    [TestMethod]
    public void Warm_up_is_a_line_to_the_peak()
    {
        Assert.AreEqual(0.05, Options.LearningRateAt(0), 1e-15);
        Assert.AreEqual(0.25, Options.LearningRateAt(4), 1e-15);
        Assert.AreEqual(0.5, Options.LearningRateAt(9), 1e-15);
        Assert.AreEqual(0.5, Options.LearningRateAt(10), 1e-15);
    }

    [TestMethod]
    public void A_warm_up_fraction_is_rounded_up()
    {
        var options = new TrainingOptions { Steps = 101, LearningRate = 1, WarmupFraction = 0.05 };
        Assert.AreEqual(6, options.EffectiveWarmupSteps);
        Assert.AreEqual(1.0 / 6, options.LearningRateAt(0), 1e-15);
    }

    [TestMethod]
    public void Without_warm_up_the_first_step_has_the_peak_rate()
    {
        Assert.AreEqual(0.5, (Options with { WarmupSteps = 0 }).LearningRateAt(0), 1e-15);
    }

    [TestMethod]
    public void A_field_out_of_range_is_named()
    {
        AssertNamed("steps", Options with { Steps = -1 });
        AssertNamed("learningRate", Options with { LearningRate = double.NaN });
        AssertNamed("batchSize", Options with { BatchSize = 0 });
        AssertNamed("microBatchSize", Options with { MicroBatchSize = 9 });
        AssertNamed("warmupFraction", Options with { WarmupSteps = 0, WarmupFraction = 1.5 });
        AssertNamed("warmupFraction", Options with { WarmupFraction = 0.5 });
        AssertNamed("schedule", Options with { Schedule = (LearningRateSchedule)7 });
        AssertNamed("finalLearningRateFraction", Options with { FinalLearningRateFraction = 2 });
        AssertNamed("weightDecay", Options with { WeightDecay = -1 });
        AssertNamed("beta1", Options with { Beta1 = 1 });
        AssertNamed("beta2", Options with { Beta2 = double.NaN });
        AssertNamed("epsilon", Options with { Epsilon = 0 });
        AssertNamed("clipNorm", Options with { ClipNorm = -1 });
        AssertNamed("historyInterval", Options with { HistoryInterval = 0 });
    }

    private static void AssertNamed(string field, TrainingOptions options)
    {
        var error = Assert.ThrowsExactly<InputException>(options.Validate);
        StringAssert.StartsWith(error.Message, field + ":");
    }
}
