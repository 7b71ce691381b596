using System.CommandLine;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Plans.Schema;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>plans</c>: the plans that come with the program, a line each, or the JSON schema of plan files.</summary>
internal static class PlansCommand
{
    public static Command Create()
    {
        var schema = new Option<bool>("--schema") { Description = "Prints the JSON schema of plan files instead, for editors" };
        var command = new Command("plans", "Lists the plans that come with the program") { schema };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(schema))
            {
                output.Write(PlanSchema.Text());
                return ExitCode.Success;
            }
            foreach (var name in PlanFile.Names)
            {
                output.WriteLine($"{name,-12} {PlanFile.Read(name).Description}");
            }
            return ExitCode.Success;
        });
        return command;
    }
}
