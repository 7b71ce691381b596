using SuppressionLab.Experiments.Runs;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Slurm;

/// <summary>Why tasks made nothing, a file a stage in the folder <c>failures</c> of the run's folder; gone once the stage is stored.</summary>
/// <param name="folder">The run's folder.</param>
internal sealed class TaskFailures(string folder)
{
    /// <summary>The cause of a stage whose task could not begin, as an input of it is not stored.</summary>
    public const string Blocked = "blocked";

    private const string FolderName = "failures";
    private const long MaximumBytes = 1 << 20;

    private readonly string _folder = Path.Combine(folder, FolderName);

    /// <summary>Records one, in the place of an earlier one of the same stage.</summary>
    public void Write(FailureRecord failure) => AtomicFile.WriteText(PathOf(failure.Key), StrictJson.Format(failure));

    /// <summary>The failure of a stage; null if none is recorded, or what is there is not one.</summary>
    public FailureRecord? Find(string key)
    {
        try
        {
            return File.Exists(PathOf(key)) ? StrictJson.ReadFile<FailureRecord>(PathOf(key), MaximumBytes) : null;
        }
        catch (InputException)
        {
            return null;
        }
    }

    /// <summary>Forgets the failure of a stage.</summary>
    public void Remove(string key)
    {
        if (Directory.Exists(_folder))
        {
            File.Delete(PathOf(key));
        }
    }

    /// <summary>Forgets all, before stages are tried again.</summary>
    public void Clear()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private string PathOf(string key) => Path.Combine(_folder, $"{key}.json");
}
