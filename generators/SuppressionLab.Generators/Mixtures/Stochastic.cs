using System.Globalization;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Mixtures;

/// <summary>Checks of probability vectors and transition matrices.</summary>
internal static class Stochastic
{
    /// <summary>How far a sum of probabilities may be from 1.</summary>
    public const double Tolerance = 1e-9;

    public static void CheckDistribution(IReadOnlyList<double> values, string name)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Count; i++)
        {
            sum += Checked(values[i], name, $"entry {i}");
        }
        CheckSum(sum, name);
    }

    public static void CheckRows(double[,] matrix, int rows, int columns, string name)
    {
        if (matrix.GetLength(0) != rows || matrix.GetLength(1) != columns)
        {
            throw new InputException(
                $"{name}: {matrix.GetLength(0)} × {matrix.GetLength(1)} entries; {rows} × {columns} are needed");
        }
        for (var row = 0; row < rows; row++)
        {
            var sum = 0.0;
            for (var column = 0; column < columns; column++)
            {
                sum += Checked(matrix[row, column], name, $"row {row}, column {column}");
            }
            CheckSum(sum, $"{name}: row {row}");
        }
    }

    private static double Checked(double value, string name, string where) =>
        value is >= 0 and <= 1 + Tolerance
            ? value
            : throw new InputException($"{name}: {where} is {Text(value)}; probabilities in [0, 1] are allowed");

    private static void CheckSum(double sum, string name)
    {
        if (!(Math.Abs(sum - 1) <= Tolerance))
        {
            throw new InputException($"{name}: sums to {Text(sum)}; it must sum to 1 within 1e-9");
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
