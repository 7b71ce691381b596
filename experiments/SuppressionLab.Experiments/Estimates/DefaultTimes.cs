using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Estimates;

/// <summary>
/// How long stages take where nothing was measured: seconds on one core of a 2.8 GHz Xeon. A network's time is its operations
/// at the rate of large matrix products, and something for every token, which is what counts in small networks.
/// </summary>
internal static class DefaultTimes
{
    private const double SecondsAFlop = 1 / 4e10;
    private const double SecondsANetworkToken = 1.5e-5;
    private const double SecondsASampledToken = 1.7e-6;
    private const double SecondsAStage = 0.02;

    /// <summary>Seconds for each unit of <see cref="StageEstimate.Work"/>.</summary>
    private static readonly Dictionary<string, double> SecondsAUnit = new()
    {
        ["mixture"] = 0.02, ["distance"] = 0.04, ["control"] = 1e-5, ["fits"] = 1e-3, ["verdict"] = 2.5e-3, ["re-emergence"] = 1.2e-3,
        ["dose-response"] = 0.06,
    };

    /// <summary>Seconds of a stage.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="estimate">What it costs.</param>
    public static double Of(string kind, StageEstimate estimate) => SecondsAStage
        + (estimate.Flops * SecondsAFlop)
        + (estimate.Tokens * (estimate.Flops > 0 ? SecondsANetworkToken : SecondsASampledToken))
        + (estimate.Work * SecondsAUnit.GetValueOrDefault(kind));
}
