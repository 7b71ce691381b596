namespace SuppressionLab.Experiments.Tests;

/// <summary>One run of <see cref="SmallPlan"/>, made once for all tests that only read it.</summary>
internal static class FinishedRun
{
    private static readonly Lazy<(string Folder, string Output)> s_run = new(Make);

    /// <summary>The run's folder; not to be written.</summary>
    public static string Folder => s_run.Value.Folder;

    /// <summary>What it printed, with <c>--json</c>.</summary>
    public static string Output => s_run.Value.Output;

    /// <summary>A file in it.</summary>
    public static string File(string name) => Path.Combine(Folder, name);

    /// <summary>Copies what queries read of it, as another run.</summary>
    public static string CopyTables(string target)
    {
        Directory.CreateDirectory(Path.Combine(target, "tables"));
        foreach (var file in Directory.EnumerateFiles(File("tables")).Append(File("plan.json")))
        {
            System.IO.File.Copy(file, Path.Combine(target, Path.GetRelativePath(Folder, file)));
        }
        return target;
    }

    private static (string Folder, string Output) Make()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        var result = CommandResult.Of("run", SmallPlan.Write(folder), "--out", folder.File("run"), "--json");
        Assert.AreEqual(0, result.Code, result.Error);
        return (folder.File("run"), result.Output);
    }
}
