namespace SuppressionLab.Reporting.Model;

/// <summary>How groups get their colours.</summary>
public enum PaletteKind
{
    /// <summary>Unordered groups: hues that stay apart for colour-blind readers.</summary>
    Categorical,

    /// <summary>Ordered groups (amounts, depths): one ramp from light to deep.</summary>
    Sequential,
}
