using System.CommandLine;
using System.Globalization;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Slurm;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>work</c>: what the cluster's jobs run; not for people, and not listed.</summary>
internal static class WorkCommand
{
    private const string TaskVariable = "SLURM_ARRAY_TASK_ID";

    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of a submission" };
        var id = new Option<string>("--submission") { Description = "The submission's id", Required = true };
        var array = new Option<int?>("--array") { Description = $"The array's number; {TaskVariable} says which of its stages" };
        var publish = new Option<bool>("--publish") { Description = "Writes report and tables instead" };
        var command = new Command("work", "Does one task of a submission") { folder, id, array, publish };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var run = RunFolder.Open(parsed.GetValue(folder)!, out var plan);
            var submission = Submission.Read(run.Root);
            if (submission.Id != parsed.GetValue(id) || submission.PlanHash != plan.Hash)
            {
                throw new InputException($"{run.Root}: this task is of an older submission or plan than what is there now; it does nothing");
            }
            var expanded = PlanExpander.Expand(plan);
            return Task.FromResult((parsed.GetValue(publish), parsed.GetValue(array)) switch
            {
                (true, null) => new PublicationTask(run, new SlurmClient(), output).Run(expanded, submission, cancellation),
                (false, { } number) => new StageTask(run, output).Run(StageOf(expanded, submission, number), cancellation),
                _ => throw new InputException("--array or --publish; allowed: one of the two"),
            });
        });
        return command;
    }

    private static Stage StageOf(ExpandedPlan expanded, Submission submission, int array)
    {
        if (array < 0 || array >= submission.Arrays.Count)
        {
            throw new InputException($"--array is {array}; allowed: 0 to {submission.Arrays.Count - 1}");
        }
        var stages = submission.Arrays[array].Stages;
        var given = Environment.GetEnvironmentVariable(TaskVariable);
        if (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var task) || task >= stages.Count)
        {
            throw new InputException($"{TaskVariable} is '{given}'; allowed: 0 to {stages.Count - 1}");
        }
        return expanded.Stages.FirstOrDefault(stage => stage.Key == stages[task])
            ?? throw new InputException($"stage {stages[task]} is not of this plan: the program is another than the one that submitted; resume with this one");
    }
}
