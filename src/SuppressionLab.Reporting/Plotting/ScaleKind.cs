namespace SuppressionLab.Reporting.Plotting;

/// <summary>How an axis maps values to positions.</summary>
internal enum ScaleKind
{
    /// <summary>v.</summary>
    Linear,

    /// <summary>log v.</summary>
    Logarithmic,

    /// <summary>log(1 + v), for counts that start at 0.</summary>
    LogarithmicFromZero,
}
