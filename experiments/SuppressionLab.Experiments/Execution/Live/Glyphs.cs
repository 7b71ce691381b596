namespace SuppressionLab.Experiments.Execution.Live;

/// <summary>What bars and curves are drawn with.</summary>
/// <param name="Full">The part of a bar that is done.</param>
/// <param name="Empty">The rest of it.</param>
/// <param name="Levels">From low to high.</param>
/// <param name="Done">Before a stage that is done.</param>
/// <param name="Failed">Before one that failed.</param>
/// <param name="Again">Before one that is tried again.</param>
/// <param name="Between">Between two facts.</param>
internal sealed record Glyphs(char Full, char Empty, string Levels, string Done, string Failed, string Again, string Between)
{
    /// <summary>For terminals that know Unicode.</summary>
    public static Glyphs Unicode { get; } = new('━', '─', "▁▂▃▄▅▆▇█", "✓", "✗", "↻", " · ");

    /// <summary>For those that do not.</summary>
    public static Glyphs Ascii { get; } = new('#', '-', "_.-=+*%#", "+", "x", "~", ", ");

    /// <summary>A bar.</summary>
    /// <param name="fraction">Share done, in [0, 1].</param>
    /// <param name="width">Its width in characters.</param>
    public (string Full, string Empty) Bar(double fraction, int width)
    {
        var full = (int)Math.Floor(Math.Clamp(double.IsNaN(fraction) ? 0 : fraction, 0, 1) * width);
        return (new string(Full, full), new string(Empty, width - full));
    }

    /// <summary>A curve of one character a value, between the least and the greatest; what is not finite is left blank.</summary>
    /// <param name="values">The values, of which more than fit are averaged.</param>
    /// <param name="width">The most characters.</param>
    public string Sparkline(IReadOnlyList<double> values, int width)
    {
        if (values.Count == 0 || width <= 0)
        {
            return "";
        }
        var columns = Math.Min(width, values.Count);
        var means = Enumerable.Range(0, columns)
            .Select(i => values.Skip(i * values.Count / columns).Take(((i + 1) * values.Count / columns) - (i * values.Count / columns)).Average()).ToList();
        var finite = means.Where(double.IsFinite).ToList();
        if (finite.Count == 0)
        {
            return "";
        }
        var (low, high) = (finite.Min(), finite.Max());
        return string.Concat(means.Select(mean => !double.IsFinite(mean) ? ' '
            : Levels[high > low ? (int)Math.Round((mean - low) / (high - low) * (Levels.Length - 1)) : 0]));
    }
}
