namespace SuppressionLab.Laws.Numerics;

/// <summary>
/// Cholesky's factorisation in place on caller's memory: the inner loop of a fit runs it thousands of times on matrices
/// of 3 to 72 rows, where MathNet's, which allocates its matrices, spends more time on memory than on arithmetic.
/// </summary>
internal static class Cholesky
{
    /// <summary>Overwrites the lower triangle of a symmetric matrix with its factor.</summary>
    /// <returns>False if the matrix is not positive definite to rounding.</returns>
    public static bool Factor(Span<double> matrix, int size)
    {
        for (var i = 0; i < size; i++)
        {
            var row = matrix.Slice(i * size, size);
            for (var j = 0; j < i; j++)
            {
                var other = matrix.Slice(j * size, size);
                row[j] = (row[j] - Lanes.Dot(row[..j], other[..j])) / other[j];
            }
            var pivot = row[i] - Lanes.Dot(row[..i], row[..i]);
            if (!(pivot > 1e-15 * row[i]))
            {
                return false;
            }
            row[i] = Math.Sqrt(pivot);
        }
        return true;
    }

    /// <summary>Solves L Lᵀ x = b in place.</summary>
    public static void Solve(ReadOnlySpan<double> factor, Span<double> b)
    {
        var size = b.Length;
        for (var i = 0; i < size; i++)
        {
            var row = factor.Slice(i * size, size);
            b[i] = (b[i] - Lanes.Dot(row[..i], b[..i])) / row[i];
        }
        for (var i = size - 1; i >= 0; i--)
        {
            b[i] /= factor[(i * size) + i];
            for (var j = 0; j < i; j++)
            {
                b[j] -= factor[(i * size) + j] * b[i];
            }
        }
    }
}
