using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>How a law is bootstrapped.</summary>
public sealed record BootstrapOptions
{
    /// <summary>The number of replicates, at least 20; default 1000.</summary>
    public int Replicates { get; init; } = 1000;

    /// <summary>The level of intervals, in (0, 1); default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The seed; replicate i is a function of (seed, i) alone.</summary>
    public ulong Seed { get; init; }

    /// <summary>How intervals are made.</summary>
    public IntervalMethod Method { get; init; } = IntervalMethod.Percentile;

    /// <summary>The largest number of iterations of one refit, which starts at the optimum; at least 1; default 60.</summary>
    public int MaximumIterations { get; init; } = 60;

    /// <summary>Checks every field.</summary>
    /// <exception cref="InputException">A field is out of range; the message names it.</exception>
    public void Validate()
    {
        Require(Replicates >= 20, "replicates", Replicates, "20 or more");
        Require(Level is > 0 and < 1, "level", Level, "a number between 0 and 1");
        Require(MaximumIterations >= 1, "maximumIterations", MaximumIterations, "1 or more");
    }

    private static void Require(bool good, string field, double value, string allowed)
    {
        if (!good)
        {
            throw new InputException($"bootstrap {field}: {value} is not allowed; {allowed} is");
        }
    }
}
