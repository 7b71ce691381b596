using System.CommandLine;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Slurm;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>resume</c>: submits what a submission that has ended left undone.</summary>
internal static class ResumeCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of a submission" };
        var jobs = new SlurmOptionSet();
        var command = new Command("resume", "Submits again what a cancelled or failed submission left undone") { folder };
        jobs.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var run = RunFolder.Open(parsed.GetValue(folder)!, out var plan);
            using var held = new SubmissionLock(run.Root);
            var before = Submission.Read(run.Root);
            var slurm = new SlurmClient();
            RequireEnded(slurm.Tasks(before), parsed.GetValue(folder)!);
            var expanded = PlanExpander.Expand(plan);
            StoreReferences.Add(run.Store, run.Root, plan, expanded.Stages);
            var submission = new ClusterRun(slurm, run.Root).Prepare(expanded, run.Store, jobs.Read(parsed, before.Options));
            new TaskFailures(run.Root).Clear();
            submission = new Submitter(slurm, run.Root).Submit(submission, cancellation);
            SubmitCommand.Tell(submission, parsed.GetValue(folder)!, parsed.InvocationConfiguration.Output);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void RequireEnded(IReadOnlyList<SlurmTask> tasks, string folder)
    {
        var alive = tasks.Where(task => task.IsAlive).ToList();
        if (alive.Count > 0)
        {
            throw new InputException(
                $"{folder}: {alive.Count} tasks of jobs {string.Join(", ", alive.Select(task => task.JobId).Distinct().Order())} are alive;"
                + $" wait for them, or `cancel {folder}` first");
        }
    }
}
