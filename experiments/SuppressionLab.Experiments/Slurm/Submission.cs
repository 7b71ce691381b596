using System.Text.RegularExpressions;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Slurm;

/// <summary>
/// What was given to the cluster: which task of which array makes which stage. The file <c>submission.json</c> of the
/// run's folder; written before the first job, again as ids come, and read by every task.
/// </summary>
internal sealed partial record Submission
{
    /// <summary>The file's name.</summary>
    public const string FileName = "submission.json";

    /// <summary>The folder of the jobs' output.</summary>
    public const string LogFolder = "log";

    private const long MaximumBytes = 64 << 20;
    private const string ExpectedFormat = "suppressionlab/submission";

    /// <summary>Always <c>suppressionlab/submission</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Always 1.</summary>
    public required int Version { get; init; }

    /// <summary>Eight hexadecimal characters, different in every submission: a task of an older one sees that it is outdated.</summary>
    public required string Id { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime SubmittedUtc { get; init; }

    /// <summary>The hash of the plan, which is beside this file: tasks refuse another.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The program that the jobs run, and its first arguments.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>What the jobs ask for.</summary>
    public required SlurmOptions Options { get; init; }

    /// <summary>The arrays, each after those that it waits for.</summary>
    public required IReadOnlyList<SubmittedArray> Arrays { get; init; }

    /// <summary>The name of the last job, which writes report and tables.</summary>
    public required string PublicationName { get; init; }

    /// <summary>Slurm's id of the last job; null until sbatch gave one.</summary>
    public long? PublicationJobId { get; init; }

    /// <summary>The ids that Slurm gave, in the order of submission.</summary>
    public IReadOnlyList<long> JobIds() =>
        [.. Arrays.Select(array => array.JobId).Append(PublicationJobId).OfType<long>()];

    /// <summary>The names of its jobs, in the order of submission.</summary>
    public IReadOnlyList<string> JobNames() => [.. Arrays.Select(array => array.Name), PublicationName];

    /// <summary>The same with the ids that a killed command did not come to record, found by the jobs' names.</summary>
    public Submission WithIdsOf(IReadOnlyList<SlurmTask> tasks)
    {
        var ids = tasks.GroupBy(task => task.Name, StringComparer.Ordinal).ToDictionary(jobs => jobs.Key, jobs => (long?)jobs.First().JobId);
        return this with
        {
            Arrays = [.. Arrays.Select(array => array with { JobId = array.JobId ?? ids.GetValueOrDefault(array.Name) })],
            PublicationJobId = PublicationJobId ?? ids.GetValueOrDefault(PublicationName),
        };
    }

    /// <summary>The tasks by the key of their stage; where two are known, the one that is alive.</summary>
    public IReadOnlyDictionary<string, SlurmTask> ByStage(IReadOnlyList<SlurmTask> tasks)
    {
        var known = tasks.ToLookup(task => (task.JobId, task.Index));
        return (from array in Arrays
                from item in array.Stages.Select((key, i) => (Key: key, Index: i))
                from task in known[(array.JobId ?? 0, item.Index)].OrderByDescending(task => task.IsAlive).Take(1)
                select (item.Key, task)).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>A submission that is yet to be given to the cluster.</summary>
    public static Submission Create(
        ExperimentPlan plan, IReadOnlyList<string> program, SlurmOptions options, IReadOnlyList<StageArray> arrays)
    {
        var id = Guid.NewGuid().ToString("N")[..8];
        return new Submission
        {
            Format = ExpectedFormat,
            Version = 1,
            Id = id,
            SubmittedUtc = DateTime.UtcNow,
            PlanHash = plan.Hash,
            Program = program,
            Options = options,
            Arrays =
            [
                .. arrays.Select(array => new SubmittedArray(
                    $"{plan.Name}.{array.Index}.{array.Name}.{id}", [.. array.Stages.Select(stage => stage.Key)], array.After, null)),
            ],
            PublicationName = $"{plan.Name}.publish.{id}",
        };
    }

    /// <summary>Whether a run's folder holds a submission.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Reads the submission of a run's folder.</summary>
    /// <exception cref="InputException">Missing, too large, or not one.</exception>
    public static Submission Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new InputException($"{folder}: nothing was submitted from here ({FileName} is missing); give the folder of a submission");
        }
        var submission = StrictJson.ReadFile<Submission>(path, MaximumBytes);
        submission.Validate(path);
        return submission;
    }

    /// <summary>Writes it into a run's folder, whole or not at all.</summary>
    public void Write(string folder) => AtomicFile.WriteText(Path.Combine(folder, FileName), StrictJson.Format(this));

    private void Validate(string path)
    {
        Check(Format == ExpectedFormat && Version == 1, "format", $"'{Format}' version {Version}", $"'{ExpectedFormat}' version 1");
        Check(IdPattern().IsMatch(Id), "id", $"'{Id}'", "8 hexadecimal characters");
        Check(KeyPattern().IsMatch(PlanHash), "planHash", $"'{PlanHash}'", "64 hexadecimal characters");
        Check(Program.Count is 1 or 2, "program", $"of {Program.Count} parts", "1 or 2");
        Check(JobNamePattern().IsMatch(PublicationName), "publicationName", $"'{PublicationName}'", JobNameAllowed);
        Options.Validate();
        for (var i = 0; i < Arrays.Count; i++)
        {
            var array = Arrays[i];
            Check(JobNamePattern().IsMatch(array.Name), $"arrays[{i}].name", $"'{array.Name}'", JobNameAllowed);
            Check(array.Stages.Count > 0 && array.Stages.All(key => KeyPattern().IsMatch(key)), $"arrays[{i}].stages", "not keys",
                "one key of 64 hexadecimal characters or more");
            Check(array.After.All(other => other >= 0 && other < i), $"arrays[{i}].after", $"[{string.Join(", ", array.After)}]", $"0 to {i - 1}");
        }

        void Check(bool condition, string field, string found, string allowed)
        {
            if (!condition)
            {
                throw new InputException($"{path}: {field} is {found}; allowed: {allowed}");
            }
        }
    }

    private const string JobNameAllowed = "letters, digits, '.', '_' and '-'";

    [GeneratedRegex(@"\A[0-9a-f]{8}\z")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,200}\z")]
    private static partial Regex JobNamePattern();
}
