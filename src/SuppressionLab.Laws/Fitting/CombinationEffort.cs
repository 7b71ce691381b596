namespace SuppressionLab.Laws.Fitting;

/// <summary>How much <see cref="CombinationSearch"/> tries.</summary>
/// <param name="IsClean">Whether the curves have next to no noise, so that the shared coordinates may be far off.</param>
/// <param name="Optima">From how many local optima.</param>
/// <param name="Rounds">The most rounds from each.</param>
/// <param name="Patience">How many rounds without a gain end the search.</param>
/// <param name="Arrangements">How many arrangements of each curve a round tries.</param>
/// <param name="Followed">How many combinations a round follows by joint descents.</param>
/// <param name="Iterations">The most iterations of such a descent.</param>
internal sealed record CombinationEffort(
    bool IsClean, int Optima, int Rounds, int Patience, int Arrangements, int Followed, int Iterations)
{
    /// <summary>For curves with next to no noise: every local optimum shows there.</summary>
    public static CombinationEffort Clean(int tasks) => new(true, 3, 40, 4, 16 * tasks, 6, 300);

    /// <summary>For a squared error clearly above the noise.</summary>
    public static CombinationEffort Clear(int tasks) => new(false, 3, 8, 2, 4 * tasks, 3, 80);

    /// <summary>For a squared error that may be above the noise, or not.</summary>
    public static CombinationEffort Mild(int tasks) => new(false, 1, 4, 1, 2 * tasks, 2, 40);
}
