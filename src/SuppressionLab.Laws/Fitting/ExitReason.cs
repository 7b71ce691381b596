namespace SuppressionLab.Laws.Fitting;

/// <summary>Why a fit stopped.</summary>
public enum ExitReason
{
    /// <summary>The residuals are orthogonal to the Jacobian within the tolerance: a stationary point.</summary>
    Converged,

    /// <summary>The squared error is 0 to rounding.</summary>
    ExactFit,

    /// <summary>A step no longer lowered the squared error by more than the tolerance.</summary>
    SmallImprovement,

    /// <summary>No step that changes the coordinates lowers the squared error.</summary>
    SmallStep,

    /// <summary>The limit of iterations was reached.</summary>
    MaximumIterations,

    /// <summary>There are fewer points than free parameters: one of endlessly many fits.</summary>
    FewerPointsThanParameters,
}
