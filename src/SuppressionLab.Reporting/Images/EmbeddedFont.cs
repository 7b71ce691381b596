using ScottPlot;
using SkiaSharp;

namespace SuppressionLab.Reporting.Images;

/// <summary>
/// The font of image files: a subset of Inter (Latin, Greek, mathematics) inside this assembly, so that images look the
/// same everywhere, also where no font is installed.
/// </summary>
internal sealed class EmbeddedFont : IFontResolver
{
    /// <summary>The name by which plots ask for it; not one that an installed font has.</summary>
    public const string Name = "SuppressionLab Inter";

    private static readonly Lazy<SKData> s_regular = new(() => Load("Inter-Regular.otf"));
    private static readonly Lazy<SKData> s_bold = new(() => Load("Inter-SemiBold.otf"));
    private static readonly Lazy<bool> s_registered = new(Register);

    /// <summary>Makes the font known to ScottPlot, once.</summary>
    public static void EnsureRegistered() => _ = s_registered.Value;

    /// <summary>A new typeface, the caller's to dispose.</summary>
    public static SKTypeface Typeface(bool bold) => SKTypeface.FromData((bold ? s_bold : s_regular).Value);

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Name ? Typeface(weight >= FontWeight.SemiBold) : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Typeface(bold) : null;

    private static bool Register()
    {
        Fonts.FontResolvers.Insert(0, new EmbeddedFont());
        return true;
    }

    private static SKData Load(string name)
    {
        using var stream = typeof(EmbeddedFont).Assembly.GetManifestResourceStream($"SuppressionLab.Reporting.Images.{name}")
            ?? throw new InvalidOperationException($"The assembly lacks its font {name}.");
        return SKData.Create(stream);
    }
}
