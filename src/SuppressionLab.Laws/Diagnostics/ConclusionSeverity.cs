namespace SuppressionLab.Laws.Diagnostics;

/// <summary>How serious a conclusion about a fit is.</summary>
public enum ConclusionSeverity
{
    /// <summary>Good to know.</summary>
    Hint,

    /// <summary>A number of the fit must not be read as it stands.</summary>
    Warning,

    /// <summary>The fit as a whole means nothing.</summary>
    Error,
}
