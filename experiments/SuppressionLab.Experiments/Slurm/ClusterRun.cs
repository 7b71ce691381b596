using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Slurm;

/// <summary>Turns what a plan lacks into a submission.</summary>
/// <param name="slurm">The cluster.</param>
/// <param name="folder">The run's folder, a full path.</param>
internal sealed class ClusterRun(SlurmClient slurm, string folder)
{
    /// <summary>The submission of all stages that are not stored; nothing is given to the cluster.</summary>
    /// <param name="expanded">The plan.</param>
    /// <param name="store">Its store, on a file system that the cluster's machines have too.</param>
    /// <param name="options">What the jobs ask for.</param>
    /// <exception cref="SlurmException">The cluster does not answer.</exception>
    /// <exception cref="Primitives.Errors.InputException">A path cannot go into a job.</exception>
    public Submission Prepare(ExpandedPlan expanded, ArtefactStore store, SlurmOptions options)
    {
        var program = ProgramPath.Find();
        foreach (var path in program.Append(folder).Append(store.Root))
        {
            JobRequests.CheckPath(path);
        }
        var arrays = StageArrays.Of(
            expanded.Stages, store.Contains, slurm.MostTasksOfAnArray(), oneAtATime: options.MaxParallel is not null);
        return Submission.Create(expanded.Plan, program, options, arrays);
    }

    /// <summary>Prints what sbatch would be given; the ids of jobs stand as names.</summary>
    public void Print(Submission submission, ExpandedPlan expanded, TextWriter output)
    {
        var requests = new JobRequests(submission, folder);
        var titles = expanded.Stages.ToDictionary(stage => stage.Key, stage => stage.Title, StringComparer.Ordinal);
        for (var i = 0; i < submission.Arrays.Count; i++)
        {
            var array = submission.Arrays[i];
            output.WriteLine($"# array {i}: {array.Stages.Count} stages, the first: {titles[array.Stages[0]]}");
            Print(requests.OfArray(i, [.. array.After.Select(other => $"$job{other}")]), $"job{i}", output);
        }
        output.WriteLine("# report and tables");
        Print(requests.OfPublication([.. requests.Last().Select(other => $"$job{other}")]), "published", output);
        output.WriteLine($"# {submission.Arrays.Sum(array => array.Stages.Count)} stages in {submission.Arrays.Count} arrays");
    }

    private static void Print(JobRequest request, string variable, TextWriter output)
    {
        var arguments = request.Arguments.Select(argument =>
            argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_=./:,%@$+".Contains(c)) ? argument : $"'{argument}'");
        output.WriteLine($"{variable}=$(sbatch {string.Join(' ', arguments)} <<'SCRIPT'");
        output.Write(request.Script);
        output.WriteLine("SCRIPT");
        output.WriteLine(")");
    }
}
