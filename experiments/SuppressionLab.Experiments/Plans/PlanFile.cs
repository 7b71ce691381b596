using SuppressionLab.Experiments.Plans.Sources;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Plans;

/// <summary>Finds and reads plans: a file, or a name among the plans that come with the program.</summary>
internal static class PlanFile
{
    private const string SchemaSuffix = ".schema.json";

    /// <summary>The folder of the plans that come with the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "plans");

    /// <summary>The names of the plans that come with the program, sorted.</summary>
    public static IReadOnlyList<string> Names => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*.json").Where(f => !f.EndsWith(SchemaSuffix, StringComparison.Ordinal)).Select(f => Path.GetFileNameWithoutExtension(f)!)
            .Order(StringComparer.Ordinal).ToList()
        : [];

    /// <summary>Reads and checks a plan.</summary>
    /// <param name="nameOrPath">A file's path, or a name of <see cref="Names"/>.</param>
    /// <param name="overrides">Fields to set, each <c>PATH=VALUE</c>, in order; none unless given.</param>
    /// <exception cref="InputException">No such plan, or a field is wrong.</exception>
    public static ExperimentPlan Read(string nameOrPath, IReadOnlyList<string>? overrides = null) =>
        PlanSource.Read(Locate(nameOrPath), overrides ?? []);

    /// <summary>The file of a plan that comes with the program; null if there is none of that name.</summary>
    public static string? Named(string name)
    {
        var isName = name.IndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]) < 0;
        var file = Path.Combine(Folder, $"{name}.json");
        return isName && File.Exists(file) ? file : null;
    }

    private static string Locate(string nameOrPath) => File.Exists(nameOrPath) ? nameOrPath : Named(nameOrPath)
        ?? throw new InputException($"{nameOrPath}: no such plan; allowed: a plan's file, or one of {string.Join(", ", Names)}");
}
