using SuppressionLab.Experiments.Results.Tables;
using SuppressionLab.Experiments.Tests.Queries;

namespace SuppressionLab.Experiments.Tests;

/// <summary>Compares what two runs of one plan found.</summary>
internal static class RunTables
{
    /// <summary>Asserts that all result tables are the same to the last bit, but for times and the number of attempts.</summary>
    /// <param name="expected">A run's folder.</param>
    /// <param name="actual">Another's.</param>
    public static void AssertSame(string expected, string actual)
    {
        foreach (var table in ResultTables.All)
        {
            var measured = RowProvenance.Measured.Append("attempts").Append("completedUtc").Intersect(table.Columns.Select(column => column.Name));
            var what = $"* exclude ({string.Join(", ", measured)})";
            CollectionAssert.AreEqual(
                Duck.Table(expected, table.Name, what).Select(row => string.Join('|', row)).ToArray(),
                Duck.Table(actual, table.Name, what).Select(row => string.Join('|', row)).ToArray(), table.Name);
        }
    }
}
