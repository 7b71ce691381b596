using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Tables;

/// <summary>What a table must fulfil to be written.</summary>
internal static class TableChecks
{
    /// <summary>Checks that every row has a cell for every column.</summary>
    /// <exception cref="ArgumentException">One has not.</exception>
    public static void Check(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        for (var row = 0; row < table.Rows.Count; row++)
        {
            if (table.Rows[row].Count != table.Columns.Count)
            {
                throw new ArgumentException(
                    $"Table '{table.Id}', row {row}: {table.Rows[row].Count} cells for {table.Columns.Count} columns.", nameof(table));
            }
        }
    }
}
