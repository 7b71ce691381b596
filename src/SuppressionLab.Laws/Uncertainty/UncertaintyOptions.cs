using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>How the uncertainty of a fit is worked out.</summary>
public sealed record UncertaintyOptions
{
    /// <summary>The level of intervals, in (0, 1); default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The number of bootstrap replicates: 0 for none, else at least 20; default 1000.</summary>
    public int Replicates { get; init; } = 1000;

    /// <summary>The number of starts from which rivals of the fit are looked for; 0 or more; default 64.</summary>
    public int RivalStarts { get; init; } = 64;

    /// <summary>
    /// Whether parameters that their standard errors already rule out are profiled, too, and rivals looked for when none is
    /// left; default true. No mark depends on it; for the original law with many tasks it is most of the time.
    /// </summary>
    public bool Thorough { get; init; } = true;

    /// <summary>The seed of replicates and rivals.</summary>
    public ulong Seed { get; init; }

    /// <summary>Checks every field.</summary>
    /// <exception cref="InputException">A field is out of range; the message names it.</exception>
    public void Validate()
    {
        if (!(Level is > 0 and < 1))
        {
            throw new InputException($"level: {Level} is not allowed; a number between 0 and 1 is");
        }
        if (Replicates != 0 && Replicates < 20)
        {
            throw new InputException($"replicates: {Replicates} is not allowed; 0 (no bootstrap) or 20 and more are");
        }
        if (RivalStarts < 0)
        {
            throw new InputException($"rivalStarts: {RivalStarts} is not allowed; 0 or more is");
        }
    }
}
