using System.CommandLine;
using System.Globalization;
using SuppressionLab.Experiments.Methods;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>methods</c>: the methods of suppression and the controls, with data, parameters and sources.</summary>
internal static class MethodsCommand
{
    public static Command Create()
    {
        var command = new Command("methods", "Lists the methods of suppression and the controls: data, parameters, sources");
        command.SetAction(parsed =>
        {
            foreach (var method in MethodRegistry.All)
            {
                Describe(parsed.InvocationConfiguration.Output, method);
            }
            return ExitCode.Success;
        });
        return command;
    }

    private static void Describe(TextWriter output, SuppressionMethod method)
    {
        output.WriteLine($"{method.Name,-20} {method.Title}. Trained on {Data(method.Data)}. {method.Source}");
        foreach (var parameter in method.Parameters)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {parameter.Name,-18} {parameter.Default,-6} {parameter.Range,-18} {parameter.Meaning}"));
        }
    }

    private static string Data(MethodData data) => data switch
    {
        MethodData.Favoured => "favoured documents",
        MethodData.Mixture => "documents of the whole mixture",
        MethodData.Suppressed => "suppressed documents",
        MethodData.SuppressedAndKept => "suppressed and kept documents",
        MethodData.Pairs => "preference pairs",
        _ => "nothing after pretraining",
    };
}
