using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Plotting;

/// <summary>The range of an axis, its map to [0, 1] and its ticks.</summary>
internal sealed class AxisScale
{
    private AxisScale(ScaleKind kind, double minimum, double maximum, IReadOnlyList<Tick> ticks)
    {
        (Kind, Minimum, Maximum, Ticks) = (kind, minimum, maximum, ticks);
    }

    public ScaleKind Kind { get; }

    public double Minimum { get; }

    public double Maximum { get; }

    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>Chooses range and ticks for an axis and the finite values on it.</summary>
    /// <param name="options">The axis.</param>
    /// <param name="values">Every value to be shown; what is not finite is left out.</param>
    /// <param name="tight">Whether the range ends at the data instead of at ticks (horizontal axes).</param>
    /// <param name="intervals">About how many intervals between ticks a linear axis should have.</param>
    public static AxisScale For(AxisOptions options, IEnumerable<double> values, bool tight, int intervals = 5)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values.Where(double.IsFinite))
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
        if (low > high)
        {
            (low, high) = (0, 1);
        }
        (low, high) = (options.Minimum ?? low, options.Maximum ?? high);
        return options.Logarithmic
            ? low <= 0 ? LogarithmicFromZero(Math.Max(low, 0), high) : Logarithmic(options, low, high)
            : Linear(options, low, high, tight, intervals);
    }

    /// <summary>The position of a value, 0 at the minimum and 1 at the maximum.</summary>
    public double Map(double value) =>
        (Transform(Kind, value) - Transform(Kind, Minimum)) / (Transform(Kind, Maximum) - Transform(Kind, Minimum));

    /// <summary>The value on the axis in which positions are linear.</summary>
    public static double Transform(ScaleKind kind, double value) => kind switch
    {
        ScaleKind.Linear => value,
        ScaleKind.Logarithmic => Math.Log10(value),
        _ => Math.Log10(1 + value),
    };

    private static AxisScale Linear(AxisOptions options, double low, double high, bool tight, int intervals)
    {
        // A range that starts near 0 shows 0: lengths then compare honestly.
        if (options.Minimum is null && low > 0 && low < 0.4 * high)
        {
            low = 0;
        }
        if (high <= low)
        {
            var margin = Math.Max(Math.Abs(low) * 0.1, 1e-9);
            (low, high) = (low - margin, low + margin);
        }
        var step = NiceStep((high - low) / intervals);
        var first = Math.Floor((low / step) + 1e-9);
        var last = Math.Ceiling((high / step) - 1e-9);
        var start = options.Minimum ?? (tight ? low : first * step);
        var end = options.Maximum ?? (tight ? high : last * step);
        var ticks = new List<Tick>();
        for (var i = first; i <= last; i++)
        {
            var value = Math.Round(i * step, 12);
            if (value >= start - (step * 1e-6) && value <= end + (step * 1e-6))
            {
                ticks.Add(new Tick(value, NumberText.Tick(value, step)));
            }
        }
        return new AxisScale(ScaleKind.Linear, start, end, ticks);
    }

    private static AxisScale LogarithmicFromZero(double low, double high)
    {
        high = Math.Max(high, low + 1);
        var ticks = new List<Tick>();
        if (low == 0)
        {
            ticks.Add(new Tick(0, "0"));
        }
        ticks.AddRange(OneTwoFive(Math.Max(low, 1), high));
        return new AxisScale(ScaleKind.LogarithmicFromZero, low, high, ticks);
    }

    private static AxisScale Logarithmic(AxisOptions options, double low, double high)
    {
        high = high > low ? high : low * 10;
        if (high / low < 10)
        {
            low = options.Minimum ?? Math.Pow(10, Math.Floor(Math.Log10(low)));
            high = options.Maximum ?? Math.Pow(10, Math.Ceiling(Math.Log10(high)));
        }
        var decades = Math.Log10(high / low);
        var ticks = OneTwoFive(low, high).Where(tick => decades <= 2.5 || IsPowerOfTen(tick.Value)).ToList();
        return new AxisScale(ScaleKind.Logarithmic, low, high, ticks);
    }

    private static IEnumerable<Tick> OneTwoFive(double low, double high)
    {
        for (var exponent = (int)Math.Floor(Math.Log10(low)); exponent <= Math.Ceiling(Math.Log10(high)); exponent++)
        {
            foreach (var digit in new[] { 1, 2, 5 })
            {
                var value = exponent >= 0 ? digit * Math.Pow(10, exponent) : digit / Math.Pow(10, -exponent);
                if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9))
                {
                    yield return new Tick(value, NumberText.Tick(value, Math.Min(value, 1)));
                }
            }
        }
    }

    private static bool IsPowerOfTen(double value)
    {
        var exponent = Math.Log10(value);
        return Math.Abs(exponent - Math.Round(exponent)) < 1e-9;
    }

    private static double NiceStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        var digit = step / power;
        return power * (digit < Math.Sqrt(2) ? 1 : digit < Math.Sqrt(10) ? 2 : digit < Math.Sqrt(50) ? 5 : 10);
    }
}
