using System.Globalization;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Estimates;

/// <summary>Amounts as tables show them: short, and nothing for zero.</summary>
internal static class Amounts
{
    /// <summary>A count: digits up to a million, then powers of ten.</summary>
    public static string Count(double value) => value switch
    {
        0 => "",
        < 1e6 => value.ToString("N0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00e+0", CultureInfo.InvariantCulture),
    };

    /// <summary>A size on disk.</summary>
    public static string Size(double bytes) => bytes == 0 ? "" : Sizes.Text(bytes);

    /// <summary>A time: two of its largest units.</summary>
    public static string Time(double seconds)
    {
        if (seconds < 59.5)
        {
            return seconds == 0 ? "" : $"{seconds.ToString(seconds < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture)} s";
        }
        var minutes = (long)Math.Round(seconds / 60);
        return seconds < 600 ? $"{(long)Math.Round(seconds) / 60} min {(long)Math.Round(seconds) % 60} s"
            : minutes < 60 ? $"{minutes} min"
            : minutes < 48 * 60 ? $"{minutes / 60} h {minutes % 60} min"
            : $"{minutes / (24 * 60)} d {minutes / 60 % 24} h";
    }
}
