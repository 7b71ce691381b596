using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Suppression;

/// <summary>How the question "what did suppression change?" is answered.</summary>
public sealed record SuppressionOptions
{
    /// <summary>The level of all tests of one model together, in (0, 1); default 0.01.</summary>
    public double Level { get; init; } = 0.01;

    /// <summary>
    /// The smallest difference that counts, in probability; default 0.01. With enough prompts any law is found wrong in the
    /// third digit; a change is only called one if the curves with it and without it differ by more than this (root mean
    /// square over tasks and log-shots, in the condition where they differ most).
    /// </summary>
    public double Tolerance { get; init; } = 0.01;

    /// <summary>Bootstrap replicates of each test, enough for a third of the level: at least 3/level; default 499.</summary>
    public int TestReplicates { get; init; } = 499;

    /// <summary>Bootstrap replicates for intervals, 0 for none; default 500.</summary>
    public int IntervalReplicates { get; init; } = 500;

    /// <summary>The level of intervals, in (0, 1); default 0.95.</summary>
    public double IntervalLevel { get; init; } = 0.95;

    /// <summary>The seed of the bootstraps; default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Checks every field.</summary>
    /// <exception cref="InputException">A field is out of range; the message names it.</exception>
    public void Validate()
    {
        Require(Level is > 0 and < 1, "level", Level, "a number between 0 and 1");
        Require(Tolerance is >= 0 and < 1, "tolerance", Tolerance, "a number of at least 0 and below 1");
        var fewest = (int)Math.Ceiling(3 / Level);
        Require(TestReplicates >= fewest && TestReplicates <= 1_000_000, "testReplicates", TestReplicates,
            $"{fewest} (3/level) to 1,000,000");
        Require(IntervalReplicates is >= 0 and <= 1_000_000, "intervalReplicates", IntervalReplicates, "0 to 1,000,000");
        Require(IntervalLevel is > 0 and < 1, "intervalLevel", IntervalLevel, "a number between 0 and 1");
    }

    private static void Require(bool good, string field, double value, string allowed)
    {
        if (!good)
        {
            throw new InputException($"{field}: {value} is not allowed; {allowed} is");
        }
    }
}
