using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Slurm;

/// <summary>How to start this program again, on another machine that sees the same files.</summary>
internal static class ProgramPath
{
    private static readonly string[] Launchers = ["suppressionlab", "SuppressionLab.Experiments"];

    /// <summary>The launcher that runs, or dotnet and the assembly where it was started that way.</summary>
    /// <exception cref="InputException">There is no file to start.</exception>
    public static IReadOnlyList<string> Find() => Find(Environment.ProcessPath, typeof(ProgramPath).Assembly.Location, File.Exists);

    /// <summary>The same, from what is known of the process.</summary>
    /// <param name="process">The running executable.</param>
    /// <param name="assembly">This assembly's file.</param>
    /// <param name="exists">Whether a file is there.</param>
    internal static IReadOnlyList<string> Find(string? process, string assembly, Func<string, bool> exists)
    {
        var name = Path.GetFileName(process ?? "").Replace(".exe", "", StringComparison.OrdinalIgnoreCase);
        if (process is not null && Launchers.Contains(name))
        {
            return [process];
        }
        if (process is not null && name == "dotnet" && exists(assembly))
        {
            return [process, assembly];
        }
        // Another program holds us, a test runner for example.
        var beside = Launchers.Select(name => Path.Combine(Path.GetDirectoryName(assembly) ?? "", name)).FirstOrDefault(exists);
        return beside is not null
            ? [beside]
            : throw new InputException($"{assembly}: no suppressionlab beside it that the cluster's machines could start");
    }
}
