using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.ReEmergence;

/// <summary>The first crossing of a level by a curve that need not be monotone.</summary>
internal static class LevelCrossing
{
    // Curves are sums of few exponentials: between neighbours of so fine a grid they turn at most once.
    private const int GridPoints = 2048;

    /// <summary>The first crossing of one task's curve of a law; null if there is none within the limit.</summary>
    public static double? ShotsToReach(
        LawFamily law, int tasks, int task, double[] coordinates, double level, double within)
    {
        Check(within);
        var (point, value) = (new double[1], new double[1]);
        double Curve(double shots)
        {
            point[0] = shots;
            law.Evaluate(tasks, task, coordinates, point, value, []);
            return value[0];
        }
        var grid = Grid(within);
        return FirstCrossing(Curve, grid, law.Evaluate(tasks, task, coordinates, grid), level);
    }

    /// <summary>The first crossing of any curve; null if there is none within the limit.</summary>
    public static double? ShotsToReach(Func<double, double> curve, double level, double within)
    {
        Check(within);
        var grid = Grid(within);
        return FirstCrossing(curve, grid, Array.ConvertAll(grid, n => curve(n)), level);
    }

    private static double? FirstCrossing(Func<double, double> curve, double[] grid, double[] values, double level)
    {
        if (values[0] >= level)
        {
            return 0;
        }
        for (var i = 1; i < grid.Length; i++)
        {
            if (values[i] >= level)
            {
                return Bisect(curve, level, grid[i - 1], grid[i]);
            }
            if (i > 1 && values[i - 1] > Math.Max(values[i - 2], values[i]))
            {
                var peak = Peak(curve, grid[i - 2], grid[i]);
                if (curve(peak) >= level)
                {
                    return Bisect(curve, level, grid[i - 2], peak);
                }
            }
        }
        return null;
    }

    private static void Check(double within)
    {
        if (!double.IsFinite(within) || within < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(within), within, "The limit must be a number of at least 0.");
        }
    }

    /// <summary>From 0 to the limit: even at first, then in equal ratios, so that 0.1 and 1e5 shots are both resolved.</summary>
    private static double[] Grid(double within)
    {
        var reach = Elementary.LogOnePlus(within);
        var grid = new double[GridPoints + 1];
        for (var i = 0; i < GridPoints; i++)
        {
            grid[i] = Elementary.ExpMinusOne(reach * i / GridPoints);
        }
        grid[GridPoints] = within;
        return grid;
    }

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
