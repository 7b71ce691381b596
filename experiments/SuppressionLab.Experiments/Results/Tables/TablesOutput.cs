using SuppressionLab.Experiments.Runs;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>The result tables and their hashes, in a run's folder.</summary>
internal sealed class TablesOutput : IRunOutput
{
    public IEnumerable<string> Write(RunResults results, string folder)
    {
        ResultTables.Write(folder, new TableSource(results));
        return [.. ResultTables.All.Select(table => ResultTables.PathOf(table, "")), Path.Combine(ResultTables.FolderName, TableHashes.FileName)];
    }
}
