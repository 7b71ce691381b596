using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables.Formats;

namespace SuppressionLab.Primitives.Tables;

/// <summary>
/// Files of what attacks find, one row a point, as CSV or Parquet by extension. Columns, in the order written:
/// <c>model, method, amount, amountUnit, seed, attack, series, component, dose, doseUnit, quantity, value, standardError,
/// count</c>.
/// </summary>
/// <remarks>
/// Readers need <c>attack</c>, <c>series</c>, <c>component</c>, <c>dose</c>, <c>doseUnit</c>, <c>quantity</c> and
/// <c>value</c>; what else is missing reads as in <see cref="CurveTable"/>. Other columns are ignored.
/// </remarks>
public static class AttackTable
{
    /// <summary>Reads a table; the rows keep the file's order.</summary>
    /// <exception cref="InputException">
    /// No such file, another extension, a required column is missing, or a cell is wrong; names file, line or row,
    /// column, and what is allowed.
    /// </exception>
    public static IReadOnlyList<AttackPoint> Read(string path) => [.. TableFile.Read(path, AttackSchema.Instance)];

    /// <summary>Writes a table, rows in the order given; the same rows give the same bytes.</summary>
    /// <exception cref="InputException">Another extension than .csv or .parquet.</exception>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; nothing is left behind.</exception>
    public static void Write(string path, IEnumerable<AttackPoint> points) =>
        TableFile.Write(path, points, AttackSchema.Instance);
}
