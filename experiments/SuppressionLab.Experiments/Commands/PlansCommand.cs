using System.CommandLine;
using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>plans</c>: the plans that come with the program, a line each.</summary>
internal static class PlansCommand
{
    public static Command Create()
    {
        var command = new Command("plans", "Lists the plans that come with the program");
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            foreach (var name in PlanFile.Names)
            {
                output.WriteLine($"{name,-12} {PlanFile.Read(name).Description}");
            }
            return ExitCode.Success;
        });
        return command;
    }
}
