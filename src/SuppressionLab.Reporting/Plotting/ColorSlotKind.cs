namespace SuppressionLab.Reporting.Plotting;

/// <summary>Where a <see cref="ColorSlot"/> takes its colour from.</summary>
internal enum ColorSlotKind
{
    /// <summary>The ink of the text.</summary>
    Ink,

    /// <summary>The hues of unordered groups.</summary>
    Categorical,

    /// <summary>The ramp of ordered groups.</summary>
    Sequential,
}
