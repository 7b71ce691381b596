using System.Globalization;
using System.Text.RegularExpressions;

namespace SuppressionLab.Experiments.Slurm;

/// <summary>What we ask of a cluster: to take jobs, to say how they are, to cancel them.</summary>
internal sealed partial class SlurmClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SlurmProgram _program;

    /// <summary>A client of the cluster that Slurm's own configuration names.</summary>
    /// <param name="folder">Where Slurm's programs are; null for the PATH.</param>
    /// <param name="patience">How long one call may take; 60 s unless given.</param>
    public SlurmClient(string? folder = null, TimeSpan? patience = null) => _program = new SlurmProgram(folder, patience ?? Patience);

    /// <summary>The most tasks of one array.</summary>
    /// <exception cref="SlurmException">The cluster does not say, or allows no arrays.</exception>
    public int MostTasksOfAnArray()
    {
        var match = ArraySize().Match(_program.Run("scontrol", ["show", "config"]));
        var size = match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        // The size bounds the index, which counts from 0.
        return size > 0 ? size : throw new SlurmException("scontrol: the cluster allows no job arrays (MaxArraySize)");
    }

    /// <summary>Gives the cluster a job and takes its id.</summary>
    public long Submit(JobRequest request)
    {
        // `id`, or `id;cluster` in a federation.
        var printed = _program.Run("sbatch", request.Arguments, request.Script).Trim().Split(';')[0];
        return long.TryParse(printed, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new SlurmException($"sbatch printed '{printed.Split('\n')[0]}' instead of a job's id");
    }

    /// <summary>The tasks of a submission that Slurm still knows, ended ones too.</summary>
    public IReadOnlyList<SlurmTask> Tasks(Submission submission)
    {
        // By user, not by id: an id that Slurm has forgotten would make it fail, and one that a killed command did not come to
        // record is known by its name alone.
        var printed = _program.Run("squeue", ["--noheader", "--array", "--states=all", "--me", $"--Format={SlurmQueue.Format}"]);
        var ids = submission.JobIds().ToHashSet();
        var names = submission.JobNames().ToHashSet(StringComparer.Ordinal);
        return [.. SlurmQueue.Parse(printed).Where(task => ids.Contains(task.JobId) || names.Contains(task.Name))];
    }

    /// <summary>Cancels jobs, the last submitted first, so that none starts because one before it ended.</summary>
    public void Cancel(IReadOnlyCollection<long> jobs)
    {
        if (jobs.Count > 0)
        {
            _program.Run("scancel", [.. jobs.OrderDescending().Select(id => id.ToString(CultureInfo.InvariantCulture))]);
        }
    }

    [GeneratedRegex(@"^MaxArraySize\s*=\s*(\d{1,9})\s*$", RegexOptions.Multiline)]
    private static partial Regex ArraySize();
}
