namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>The tables that a run leaves for pandas and SQL. A new table is a file of its own and a line here.</summary>
internal static class ResultTables
{
    /// <summary>The folder within the run's folder.</summary>
    public const string FolderName = "tables";

    /// <summary>The files' extension.</summary>
    public const string Extension = ".parquet";

    /// <summary>All tables, in the order of the documentation.</summary>
    public static IReadOnlyList<IResultTable> All { get; } =
    [
        new CurvesTable(),
        new FitsTable(),
        new FitParametersTable(),
        new VerdictsTable(),
        new VerdictParametersTable(),
        new PriorsTable(),
        new ReEmergencesTable(),
        new RegretsTable(),
        new AttacksTable(),
        new LossesTable(),
        new LearningRatesTable(),
        new TimingsTable(),
        new EnvironmentTable(),
    ];

    /// <summary>The file of a table below a run's folder.</summary>
    public static string PathOf(IResultTable table, string runFolder) => Path.Combine(runFolder, FolderName, table.Name + Extension);

    /// <summary>What a table is called in SQL, where a hyphen would have to be quoted.</summary>
    public static string ViewOf(IResultTable table) => table.Name.Replace('-', '_');

    /// <summary>Writes all tables of a finished run; each is there whatever the plan, if without rows.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="source">The run.</param>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public static void Write(string runFolder, TableSource source)
    {
        var folder = Path.Combine(runFolder, FolderName);
        TableHashes.Remove(folder);
        foreach (var table in All)
        {
            table.Write(PathOf(table, runFolder), source);
        }
        TableHashes.Write(folder, All.Select(table => table.Name + Extension));
    }
}
