using System.CommandLine;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Slurm;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>submit</c>: gives a plan to a cluster.</summary>
internal static class SubmitCommand
{
    private const string OnlyEngine = "slurm";

    public static Command Create()
    {
        var source = new PlanOptions();
        var jobs = new SlurmOptionSet();
        var engine = new Option<string>("--engine") { Description = "The cluster's scheduler: slurm", DefaultValueFactory = _ => OnlyEngine };
        var dry = new Option<bool>("--dry-run") { Description = "Only prints what sbatch would be given" };
        var command = new Command("submit", "Gives a plan to a cluster, as job arrays that wait for one another") { engine, dry };
        source.AddTo(command);
        jobs.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(engine) is var given && given != OnlyEngine)
            {
                throw new InputException($"--engine is '{given}'; allowed: {OnlyEngine}");
            }
            var (plan, folder, store) = source.Read(parsed);
            var path = Path.GetFullPath(folder);
            var options = jobs.Read(parsed, new SlurmOptions { Cpus = plan.TorchThreads });
            var expanded = PlanExpander.Expand(plan);
            var slurm = new SlurmClient();
            var cluster = new ClusterRun(slurm, path);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(dry))
            {
                cluster.Print(cluster.Prepare(expanded, store, options), expanded, output);
                return Task.FromResult(ExitCode.Success);
            }
            using var held = new SubmissionLock(path);
            if (Submission.Exists(path))
            {
                throw new InputException($"{folder}: a submission is here already; go on with `resume {folder}`, or give another --out");
            }
            var submission = cluster.Prepare(expanded, store, options);
            StoreReferences.Add(RunFolder.Begin(path, store, plan).Store, path, plan, expanded.Stages);
            submission = new Submitter(slurm, path).Submit(submission, cancellation);
            Tell(submission, folder, output);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    /// <summary>What was submitted, and what can be done now.</summary>
    public static void Tell(Submission submission, string folder, TextWriter output)
    {
        var stages = submission.Arrays.Sum(array => array.Stages.Count);
        output.WriteLine(stages == 0
            ? $"all stages are stored; job {submission.PublicationJobId} writes the report"
            : $"{stages} stages in {submission.Arrays.Count} arrays: jobs {string.Join(", ", submission.JobIds())}; the last writes the report");
        output.WriteLine($"see how it goes: suppressionlab status {folder}; stop it: suppressionlab cancel {folder}");
    }
}
