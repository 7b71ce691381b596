using System.Globalization;
using System.Text.RegularExpressions;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Slurm;

/// <summary>
/// What every job of a submission asks the cluster for. All of it is checked before it reaches a program or a script: no
/// value holds a space, a quote or a line's end, and none can pass for another option.
/// </summary>
internal sealed partial record SlurmOptions
{
    private const int MostCharacters = 200;

    /// <summary>
    /// What the submission decides: an option that says otherwise would break the link between tasks and stages. Slurm takes
    /// any beginning of a name for the name, so beginnings are refused with it.
    /// </summary>
    private static readonly string[] Owned =
    [
        "array", "begin", "chdir", "dependency", "error", "job-name", "no-requeue", "ntasks", "open-mode", "output", "parsable",
        "requeue", "signal", "test-only", "wait", "wrap",
    ];

    /// <summary>The partition; the cluster's own default if null.</summary>
    public string? Partition { get; init; }

    /// <summary>The account that pays; the user's default if null.</summary>
    public string? Account { get; init; }

    /// <summary>The quality of service; the user's default if null.</summary>
    public string? Qos { get; init; }

    /// <summary>The limit of a task's time, as Slurm writes it (minutes, H:MM:SS, D-HH:MM); the partition's if null.</summary>
    public string? Time { get; init; }

    /// <summary>A task's memory, as Slurm writes it (4096, 8G); the partition's default if null.</summary>
    public string? Memory { get; init; }

    /// <summary>A task's CPUs, 1 to 1024.</summary>
    public required int Cpus { get; init; }

    /// <summary>Generic resources of a task, for example gpu:1; none if null.</summary>
    public string? Gres { get; init; }

    /// <summary>Tasks of the whole submission that run at once, 1 to 100,000; no bound if null.</summary>
    public int? MaxParallel { get; init; }

    /// <summary>More options of sbatch, each --name or --name=value.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];

    /// <summary>Refuses what sbatch could take for something else.</summary>
    /// <exception cref="InputException">A value is malformed; the message names the option and what is allowed.</exception>
    public void Validate()
    {
        Check("--partition", Partition, Name(), NameAllowed);
        Check("--account", Account, Name(), NameAllowed);
        Check("--qos", Qos, Name(), NameAllowed);
        Check("--time", Time, TimeLimit(), "minutes, M:SS, H:MM:SS, D-HH, D-HH:MM or D-HH:MM:SS");
        Check("--memory", Memory, Size(), "a number with K, M, G or T (Slurm's megabytes without)");
        Check("--gres", Gres, Resources(), "letters, digits, '_', '.', ':', ',', '=' and '-', for example gpu:1");
        CheckRange("--cpus", Cpus, 1024);
        if (MaxParallel is { } parallel)
        {
            CheckRange("--max-parallel", parallel, 100_000);
        }
        foreach (var option in Extra)
        {
            CheckExtra(option);
        }
    }

    /// <summary>The options as sbatch takes them.</summary>
    public IReadOnlyList<string> Arguments() =>
    [
        .. new (string Name, string? Value)[]
            {
                ("partition", Partition), ("account", Account), ("qos", Qos), ("time", Time), ("mem", Memory),
                ("cpus-per-task", Cpus.ToString(CultureInfo.InvariantCulture)), ("gres", Gres),
            }
            .Where(option => option.Value is not null).Select(option => $"--{option.Name}={option.Value}"),
        .. Extra,
    ];

    private const string NameAllowed = "letters, digits, '_', '.', ',', '+', '@', '/' and '-', not '-' at the beginning";

    private static void Check(string option, string? value, Regex allowed, string description)
    {
        if (value is not null && (value.Length > MostCharacters || !allowed.IsMatch(value)))
        {
            throw new InputException($"{option} is '{Shown(value)}'; allowed: {description}, at most {MostCharacters} characters");
        }
    }

    private static void CheckRange(string option, int value, int most)
    {
        if (value < 1 || value > most)
        {
            throw new InputException($"{option} is {value}; allowed: 1 to {most}");
        }
    }

    private static void CheckExtra(string option)
    {
        Check("--sbatch", option, ExtraOption(), "--name or --name=value, printable, without a quote, a backslash or a space");
        var name = option[2..].Split('=')[0];
        if (Owned.FirstOrDefault(owned => owned.StartsWith(name, StringComparison.Ordinal)) is { } owned)
        {
            throw new InputException($"--sbatch is '{option}'; allowed: all but --{owned}, which the submission sets itself");
        }
    }

    private static string Shown(string value) => value.Length > 60 ? value[..60].ReplaceLineEndings("⏎") + "…" : value.ReplaceLineEndings("⏎");

    [GeneratedRegex(@"\A[A-Za-z0-9_.,+@/][A-Za-z0-9_.,+@/-]*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A(\d{1,7}|\d{1,7}:\d{1,2}|\d{1,5}:\d{1,2}:\d{1,2}|\d{1,4}-\d{1,2}(:\d{1,2}){0,2}|UNLIMITED|INFINITE)\z")]
    private static partial Regex TimeLimit();

    [GeneratedRegex(@"\A\d{1,9}[KMGT]?\z")]
    private static partial Regex Size();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_.:,=-]*\z")]
    private static partial Regex Resources();

    [GeneratedRegex(@"\A--[a-z][a-z0-9-]*(=[!#-&(-\[\]-~]*)?\z")]
    private static partial Regex ExtraOption();
}
