namespace SuppressionLab.Laws.Fitting;

/// <summary>Where one descent ended.</summary>
/// <param name="Coordinates">The best coordinates; [parameters].</param>
/// <param name="Cost">Σ r² there.</param>
/// <param name="Iterations">The number of linearisations.</param>
/// <param name="Reason">Why it stopped.</param>
public sealed record SolverResult(double[] Coordinates, double Cost, int Iterations, ExitReason Reason);
