using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Fitting;

/// <summary>How a law is fitted. The defaults find the best optimum known on simulated curves of every law.</summary>
public sealed record LawFitOptions
{
    /// <summary>The number of starts of a space-filling sequence, at least 1; default 8.</summary>
    public int Starts { get; init; } = 8;

    /// <summary>
    /// Further starts are tried, up to this many in all, until <see cref="AgreeingStarts"/> have reached the best
    /// squared error or it is no larger than the curves' noise; at least <see cref="Starts"/>. Default null: for one
    /// curve three times the starts, for M tasks five times or 1.6·M², whichever is more (40 for up to 5 tasks, 102 for 8:
    /// local optima multiply with tasks).
    /// </summary>
    public int? MaximumStarts { get; init; }

    /// <summary>How many starts must end at the best squared error before no more are tried; default 3.</summary>
    public int AgreeingStarts { get; init; } = 3;

    /// <summary>The seed of the sequence's random shift; default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>The largest number of iterations from one start, at least 1; default 300.</summary>
    public int MaximumIterations { get; init; } = 300;

    /// <summary>A descent stops when a step lowers the squared error by less than this fraction; default 1e-9.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>How points count; default all alike, the published loss.</summary>
    public PointWeighting Weighting { get; init; } = PointWeighting.Equal;

    internal int MaximumStartsFor(int tasks) => MaximumStarts ?? Math.Max((tasks == 1 ? 3 : 5) * Starts, 8 * tasks * tasks / 5);

    /// <summary>Checks every field.</summary>
    /// <exception cref="InputException">A field is out of range; the message names it.</exception>
    public void Validate()
    {
        Require(Starts >= 1, nameof(Starts), Starts, "1 or more");
        Require(
            !(MaximumStarts < Starts), nameof(MaximumStarts), MaximumStarts ?? 0, $"{Starts} (the starts) or more");
        Require(AgreeingStarts >= 1, nameof(AgreeingStarts), AgreeingStarts, "1 or more");
        Require(MaximumIterations >= 1, nameof(MaximumIterations), MaximumIterations, "1 or more");
        Require(Tolerance is > 0 and < 1, nameof(Tolerance), Tolerance, "a number between 0 and 1");
    }

    private static void Require(bool good, string field, double value, string allowed)
    {
        if (!good)
        {
            throw new InputException($"{char.ToLowerInvariant(field[0])}{field[1..]}: {value} is not allowed; {allowed} is");
        }
    }
}
