using SuppressionLab.Experiments.Commands;

namespace SuppressionLab.Experiments.Tests;

/// <summary>What a command line printed and returned.</summary>
internal sealed record CommandResult(int Code, string Output, string Error)
{
    public static CommandResult Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(arguments, output, error);
        return new CommandResult(code, output.ToString(), error.ToString());
    }
}
