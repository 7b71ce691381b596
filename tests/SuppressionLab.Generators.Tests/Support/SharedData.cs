namespace SuppressionLab.Generators.Tests.Support;

/// <summary>Finds the data folder beside the repository; a test is inconclusive where it is not there.</summary>
internal static class SharedData
{
    public static string Path(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "SuppressionLab.sln")))
            {
                var path = System.IO.Path.Combine(folder.Parent!.FullName, "shared", "data", relative);
                if (File.Exists(path))
                {
                    return path;
                }
            }
        }
        Assert.Inconclusive($"shared/data/{relative} is not beside this checkout.");
        return "";
    }
}
