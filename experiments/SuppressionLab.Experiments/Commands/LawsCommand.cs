using System.CommandLine;
using SuppressionLab.Laws.Families;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>laws</c>: the law families, a line each.</summary>
internal static class LawsCommand
{
    public static Command Create()
    {
        var command = new Command("laws", "Lists the laws that can be fitted");
        command.SetAction(parsed =>
        {
            foreach (var law in LawRegistry.All)
            {
                parsed.InvocationConfiguration.Output.WriteLine($"{law.Name,-14} {law.Title}. {law.Source}");
            }
            return ExitCode.Success;
        });
        return command;
    }
}
