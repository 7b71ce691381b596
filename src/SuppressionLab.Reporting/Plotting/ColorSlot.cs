namespace SuppressionLab.Reporting.Plotting;

/// <summary>A colour by its role, resolved for light or dark paper by the writer.</summary>
/// <param name="Kind">Which palette.</param>
/// <param name="Index">The place in it.</param>
internal readonly record struct ColorSlot(ColorSlotKind Kind, int Index)
{
    /// <summary>The name of the style-sheet variable that holds it.</summary>
    public string Variable => Kind switch
    {
        ColorSlotKind.Categorical => $"--c{Index}",
        ColorSlotKind.Sequential => $"--s{Index}",
        _ => "--ink",
    };

    /// <summary>The colour on light paper.</summary>
    public string Light => Kind switch
    {
        ColorSlotKind.Categorical => Palette.CategoricalLight[Index],
        ColorSlotKind.Sequential => Palette.Sequential(dark: false)[Index],
        _ => "#2A2E33",
    };

    /// <summary>The slot of group <paramref name="index"/> of <paramref name="count"/> in a palette.</summary>
    public static ColorSlot Of(Model.PaletteKind palette, int index, int count) =>
        palette == Model.PaletteKind.Categorical
            ? new ColorSlot(ColorSlotKind.Categorical, index % Palette.CategoricalLight.Count)
            : new ColorSlot(ColorSlotKind.Sequential, count < 2
                ? 0
                : (int)Math.Round((double)Math.Min(index, count - 1) / (count - 1) * (Palette.SequentialSteps - 1)));
}
