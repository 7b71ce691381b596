using MathNet.Numerics.Distributions;

namespace SuppressionLab.Experiments.Results;

/// <summary>When a difference is called one: beyond its 95 % interval.</summary>
internal static class Significance
{
    /// <summary>Half a 95 % interval in standard errors: Student's over several seeds, the normal one within a single seed.</summary>
    public static double Factor(int seeds) => seeds > 1 ? StudentT.InvCDF(0, 1, seeds - 1, 0.975) : 1.96;

    /// <summary>Whether a difference is above 0 beyond its interval; an error that is not known counts as none.</summary>
    public static bool IsAbove(Estimate difference, int seeds) => difference.Value
        > Factor(seeds) * (double.IsFinite(difference.StandardError) ? difference.StandardError : 0);

    /// <summary>The mean over seeds with the larger of the error between seeds and of that within them: few seeds may agree by chance.</summary>
    public static Estimate OverSeeds(IReadOnlyList<Estimate> seeds)
    {
        var (between, within) = (Estimate.OverSeeds(seeds), Estimate.MeanOf(seeds));
        return between with
        {
            StandardError = within.StandardError > between.StandardError ? within.StandardError : between.StandardError,
        };
    }
}
