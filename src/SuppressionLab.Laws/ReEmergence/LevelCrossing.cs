using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.ReEmergence;

/// <summary>The first crossing of a level by a curve that need not be monotone.</summary>
internal static class LevelCrossing
{
    // Curves are sums of few exponentials: between neighbours of so fine a grid they turn at most once.
    private const int GridPoints = 2048;

    public static double? ShotsToReach(Func<double, double> curve, double level, double within)
    {
        if (!double.IsFinite(within) || within < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(within), within, "The limit must be a number of at least 0.");
        }
        if (curve(0) >= level)
        {
            return 0;
        }
        var (previous, left) = (0.0, 0.0);
        for (var i = 1; i <= GridPoints; i++)
        {
            var right = Grid(i, within);
            if (curve(right) >= level)
            {
                return Bisect(curve, level, left, right);
            }
            if (i > 1 && curve(left) >= Math.Max(curve(previous), curve(right)))
            {
                var peak = Peak(curve, previous, right);
                if (curve(peak) >= level)
                {
                    return Bisect(curve, level, previous, peak);
                }
            }
            (previous, left) = (left, right);
        }
        return null;
    }

    /// <summary>From 0 to the limit: even at first, then in equal ratios, so that 0.1 and 1e5 shots are both resolved.</summary>
    private static double Grid(int i, double within) =>
        i == GridPoints ? within : Elementary.ExpMinusOne(Elementary.LogOnePlus(within) * i / GridPoints);

    private static double Bisect(Func<double, double> curve, double level, double below, double above)
    {
        for (var i = 0; i < 100 && above - below > 1e-12 * above; i++)
        {
            var middle = (below + above) / 2;
            (below, above) = curve(middle) >= level ? (below, middle) : (middle, above);
        }
        return above;
    }

    /// <summary>The largest value between two points, by golden section.</summary>
    private static double Peak(Func<double, double> curve, double left, double right)
    {
        const double ratio = 0.6180339887498949;
        for (var i = 0; i < 60; i++)
        {
            var (a, b) = (right - (ratio * (right - left)), left + (ratio * (right - left)));
            (left, right) = curve(a) >= curve(b) ? (left, b) : (a, right);
        }
        return (left + right) / 2;
    }
}
