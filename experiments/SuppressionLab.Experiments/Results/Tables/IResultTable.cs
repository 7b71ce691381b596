using SuppressionLab.Experiments.Results.Tables.Columns;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>One table of a run's results, for pandas and SQL.</summary>
internal interface IResultTable
{
    /// <summary>Its name: the file's without <c>.parquet</c>, and the SQL view's with underscores for hyphens.</summary>
    string Name { get; }

    /// <summary>What one row is, in a sentence.</summary>
    string Row { get; }

    /// <summary>Its columns in the order written, those of provenance last.</summary>
    IReadOnlyList<ResultColumn> Columns { get; }

    /// <summary>Writes the table of a run.</summary>
    /// <param name="path">The Parquet file; whole or absent.</param>
    /// <param name="source">The finished run.</param>
    void Write(string path, TableSource source);
}
