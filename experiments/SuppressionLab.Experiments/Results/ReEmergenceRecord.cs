using SuppressionLab.Laws.ReEmergence;
using SuppressionLab.Laws.Uncertainty;

namespace SuppressionLab.Experiments.Results;

/// <summary>
/// When a behaviour comes back: the shots at which its label reaches half of the pretrained model's probability at the most
/// shots, as measured and as foreseen by a law from the first shots. Null shots are "not within <see cref="Within"/>".
/// </summary>
internal sealed record ReEmergenceRecord
{
    /// <summary>Which network.</summary>
    public required string Model { get; init; }

    /// <summary>The suppression method, or <c>none</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Documents of suppression.</summary>
    public required double Amount { get; init; }

    /// <summary>The root seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The example length.</summary>
    public required int K { get; init; }

    /// <summary>The component.</summary>
    public required int Component { get; init; }

    /// <summary>The share of the shots that the law saw; 1 for all.</summary>
    public required double Fraction { get; init; }

    /// <summary>The largest number of shots that it saw.</summary>
    public required double LastSeen { get; init; }

    /// <summary>What is to be reached.</summary>
    public required double Probability { get; init; }

    /// <summary>The most shots that were measured.</summary>
    public required double Within { get; init; }

    /// <summary>Where the measured curve, made increasing, reaches it.</summary>
    public required double? Measured { get; init; }

    /// <summary>Where the fitted law reaches it.</summary>
    public required double? Shots { get; init; }

    /// <summary>The lower end of the 95 % interval.</summary>
    public required double? Low { get; init; }

    /// <summary>The upper end.</summary>
    public required double? High { get; init; }

    /// <summary>The share of bootstrap replicates that never reach it.</summary>
    public required double NeverShare { get; init; }

    /// <summary>What the noise was taken from.</summary>
    public required NoiseSource Noise { get; init; }

    /// <summary>The same as the library's record.</summary>
    public ReEmergenceCase ToCase() => new(
        new ReEmergenceForecast(
            Component, Probability, Within, Endless(Shots), new ParameterInterval(Endless(Low), Endless(High)), NeverShare, Noise),
        Fraction, Endless(Measured), LastSeen);

    private static double Endless(double? shots) => shots ?? double.PositiveInfinity;
}
