using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Plans;

/// <summary>Finds and reads plans: a file, or a name among the plans that come with the program.</summary>
internal static class PlanFile
{
    private const long MaximumBytes = 1 << 20;

    /// <summary>The folder of the plans that come with the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "plans");

    /// <summary>The names of the plans that come with the program, sorted.</summary>
    public static IReadOnlyList<string> Names => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!)
            .Order(StringComparer.Ordinal).ToList()
        : [];

    /// <summary>Reads and checks a plan.</summary>
    /// <param name="nameOrPath">A file's path, or a name of <see cref="Names"/>.</param>
    /// <exception cref="InputException">No such plan, or a field is wrong.</exception>
    public static ExperimentPlan Read(string nameOrPath)
    {
        var path = Locate(nameOrPath);
        var plan = StrictJson.ReadFile<ExperimentPlan>(path, MaximumBytes);
        plan = Anchor(plan, Path.GetDirectoryName(Path.GetFullPath(path))!);
        plan.Validate(path);
        return plan;
    }

    private static string Locate(string nameOrPath)
    {
        if (File.Exists(nameOrPath))
        {
            return nameOrPath;
        }
        var named = Path.Combine(Folder, nameOrPath + ".json");
        var isName = nameOrPath.IndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]) < 0;
        return isName && File.Exists(named)
            ? named
            : throw new InputException($"{nameOrPath}: no such plan; allowed: a plan's file, or one of {string.Join(", ", Names)}");
    }

    private static ExperimentPlan Anchor(ExperimentPlan plan, string folder) => plan with
    {
        Mixture = Anchor(plan.Mixture, folder),
        Variants = plan.Variants is null ? null : [.. plan.Variants.Select(variant =>
            variant?.Mixture is { } mixture ? variant with { Mixture = Anchor(mixture, folder) } : variant!)],
    };

    private static MixturePlan Anchor(MixturePlan mixture, string folder) =>
        mixture?.File is { } file ? mixture with { File = Path.GetFullPath(file, folder) } : mixture!;
}
