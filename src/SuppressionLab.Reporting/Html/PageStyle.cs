using System.Text;
using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Html;

/// <summary>The page's style sheet and script: embedded files, with the palettes as variables in front.</summary>
internal static class PageStyle
{
    /// <summary>The script.</summary>
    public static string Script { get; } = string.Concat(
        new[] { "tooltips.js", "legends.js", "tables.js", "downloads.js", "page.js" }.Select(Resource));

    /// <summary>The style sheet.</summary>
    public static string Sheet { get; } = MakeSheet();

    private static string MakeSheet()
    {
        var (light, dark) = (Variables(dark: false), Variables(dark: true));
        return Resource("report.css")
            .Replace("/*light*/", light, StringComparison.Ordinal)
            .Replace("/*dark*/", dark, StringComparison.Ordinal);
    }

    private static string Variables(bool dark)
    {
        var css = new StringBuilder();
        void Add(string prefix, IEnumerable<string> colors) =>
            css.AppendJoin("", colors.Select((color, i) => $"--{prefix}{i}:{color};"));
        Add("c", dark ? Palette.CategoricalDark : Palette.CategoricalLight);
        Add("ci", (dark ? Palette.CategoricalDark : Palette.CategoricalLight).Select(Palette.InkOn));
        Add("s", Palette.Sequential(dark));
        Add("h", Palette.Heat(dark));
        Add("hi", Palette.Heat(dark).Select(Palette.InkOn));
        return css.ToString();
    }

    private static string Resource(string name)
    {
        using var stream = typeof(PageStyle).Assembly.GetManifestResourceStream($"SuppressionLab.Reporting.Html.{name}")
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
