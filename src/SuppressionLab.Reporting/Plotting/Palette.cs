using System.Globalization;

namespace SuppressionLab.Reporting.Plotting;

/// <summary>
/// The colours of figures, for light and dark paper. Hues follow Okabe and Ito (2008), darkened or lightened until each
/// stands out from its paper; yellow is left out, which does not.
/// </summary>
internal static class Palette
{
    /// <summary>Steps of the ramp for ordered groups.</summary>
    public const int SequentialSteps = 11;

    /// <summary>Steps of the ramp for heat maps.</summary>
    public const int HeatSteps = 21;

    private static readonly string[] s_sequentialLight = ["#E39A2F", "#D4604E", "#8E3B80", "#35286B"];
    private static readonly string[] s_sequentialDark = ["#F6CB78", "#EE8573", "#C77BC0", "#8C86E8"];
    private static readonly string[] s_heatLight = ["#F1F5F3", "#A9D0D2", "#3F8FA3", "#123F5C"];
    private static readonly string[] s_heatDark = ["#20272E", "#24566A", "#4DA3AE", "#D6F1E6"];

    /// <summary>Colours of unordered groups on light paper.</summary>
    public static IReadOnlyList<string> CategoricalLight { get; } =
        ["#0072B2", "#D55E00", "#00856A", "#B5508C", "#8A6D00", "#3E9BD4", "#6B4FA0", "#7A7A7A"];

    /// <summary>Colours of unordered groups on dark paper.</summary>
    public static IReadOnlyList<string> CategoricalDark { get; } =
        ["#5AB0E8", "#F2905A", "#3FC9A0", "#E594C4", "#E3BD4A", "#9AD4F7", "#B7A0EA", "#B0B0B0"];

    /// <summary>The ramp of ordered groups.</summary>
    public static IReadOnlyList<string> Sequential(bool dark) => Ramp(dark ? s_sequentialDark : s_sequentialLight, SequentialSteps);

    /// <summary>The ramp of heat maps, from the paper to the deepest.</summary>
    public static IReadOnlyList<string> Heat(bool dark) => Ramp(dark ? s_heatDark : s_heatLight, HeatSteps);

    /// <summary>The ink that is easiest to read on a colour: black or white, whichever contrasts more (WCAG 2).</summary>
    public static string InkOn(string color)
    {
        var luminance = Luminance(color);
        return (1.05 / (luminance + 0.05)) > ((luminance + 0.05) / 0.05) ? "#FFFFFF" : "#000000";
    }

    /// <summary>The contrast ratio of two colours, from 1 to 21 (WCAG 2).</summary>
    public static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static string[] Ramp(string[] anchors, int steps) =>
        [.. Enumerable.Range(0, steps).Select(i => At(anchors, (double)i / (steps - 1)))];

    private static string At(string[] anchors, double position)
    {
        var place = position * (anchors.Length - 1);
        var below = Math.Min((int)place, anchors.Length - 2);
        var share = place - below;
        var (from, to) = (Channels(anchors[below]), Channels(anchors[below + 1]));
        return "#" + string.Concat(from.Zip(to, (a, b) =>
            ((int)Math.Round(a + (share * (b - a)))).ToString("X2", CultureInfo.InvariantCulture)));
    }

    private static double Luminance(string color)
    {
        var linear = Channels(color).Select(channel => channel / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    private static int[] Channels(string color) =>
        [.. Enumerable.Range(0, 3).Select(i => int.Parse(color.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
}
