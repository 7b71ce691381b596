using System.CommandLine;
using SuppressionLab.Experiments.Slurm;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>cancel</c>: takes a submission's jobs off the cluster; what is stored stays, and so do checkpoints.</summary>
internal static class CancelCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of a submission" };
        var command = new Command("cancel", "Cancels what a submission still has on the cluster; `resume` goes on from there") { folder };
        command.SetAction(parsed =>
        {
            var path = Path.GetFullPath(parsed.GetValue(folder)!);
            // Refused before a lock is left where there is nothing; what counts is what is read under it.
            _ = Submission.Read(path);
            using var held = new SubmissionLock(path);
            var submission = Submission.Read(path);
            var slurm = new SlurmClient();
            var alive = slurm.Tasks(submission).Where(task => task.IsAlive).ToList();
            var jobs = alive.Select(task => task.JobId).Distinct().ToList();
            slurm.Cancel(jobs);
            parsed.InvocationConfiguration.Output.WriteLine(jobs.Count == 0
                ? "nothing to cancel: no job of this submission is alive"
                : $"cancelled {alive.Count} tasks of jobs {string.Join(", ", jobs.Order())}; go on with: suppressionlab resume {parsed.GetValue(folder)}");
            return ExitCode.Success;
        });
        return command;
    }
}
