namespace SuppressionLab.Reporting.Model;

/// <summary>How a verdict is to be taken.</summary>
public enum Tone
{
    /// <summary>A finding, neither good nor bad.</summary>
    Neutral,

    /// <summary>As hoped: converged, identified, reproduced.</summary>
    Good,

    /// <summary>To be read with care: not identified, flat, too few prompts.</summary>
    Caution,

    /// <summary>Not to be relied on: diverged, failed.</summary>
    Bad,
}
