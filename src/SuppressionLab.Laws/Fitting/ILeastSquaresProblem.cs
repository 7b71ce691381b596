namespace SuppressionLab.Laws.Fitting;

/// <summary>
/// A sum of squared residuals over coordinates in a box. What is fitted, how (<see cref="LevenbergMarquardt"/>) and
/// what came out (<see cref="SolverResult"/>) are separate, so that a joint fit is only another problem.
/// </summary>
public interface ILeastSquaresProblem
{
    /// <summary>The number of coordinates.</summary>
    int ParameterCount { get; }

    /// <summary>The least value of each coordinate.</summary>
    ReadOnlySpan<double> Lower { get; }

    /// <summary>The largest value of each coordinate.</summary>
    ReadOnlySpan<double> Upper { get; }

    /// <summary>Σ r², never NaN; infinite where it cannot be computed.</summary>
    double Cost(ReadOnlySpan<double> coordinates);

    /// <summary>Σ r², with the normal equations.</summary>
    /// <param name="coordinates">The coordinates.</param>
    /// <param name="normal">Receives JᵀJ, row by row, both triangles; [ParameterCount, ParameterCount].</param>
    /// <param name="gradient">Receives Jᵀr; [ParameterCount].</param>
    double Linearise(ReadOnlySpan<double> coordinates, Span<double> normal, Span<double> gradient);
}
