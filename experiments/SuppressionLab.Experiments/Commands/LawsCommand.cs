using System.CommandLine;
using System.Globalization;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Responses;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>laws</c>: the law families with their parameters, ranges and sources.</summary>
internal static class LawsCommand
{
    public static Command Create()
    {
        var command = new Command("laws", "Lists the laws that can be fitted: parameters, ranges, sources");
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            output.WriteLine("Laws of in-context learning, for `fit --laws` (n examples in context, M tasks)");
            foreach (var law in LawRegistry.All)
            {
                var pooled = law.IsPooled
                    ? $"all tasks together, {law.FreeParameters(2)} free parameters for 2 tasks, {law.FreeParameters(5)} for 5"
                    : $"one task at a time, {law.FreeParameters(1)} free parameters";
                Describe(output, law.Name, law.Title, law.Source, pooled, Kinds(law));
            }
            output.WriteLine();
            output.WriteLine("Laws of one quantity against another: dose-response, repeated sampling, small to large");
            foreach (var law in ResponseRegistry.All)
            {
                Describe(output, law.Name, law.Title, law.Source, $"{law.Parameters.Count} free parameters", law.Parameters);
            }
            return ExitCode.Success;
        });
        return command;
    }

    private static void Describe(
        TextWriter output, string name, string title, string source, string size, IEnumerable<LawParameter> parameters)
    {
        output.WriteLine();
        output.WriteLine($"{name,-21} {title}: {size}. {source}");
        foreach (var parameter in parameters)
        {
            output.WriteLine($"  {parameter.Name,-19} {Range(parameter),-12} {parameter.Meaning}");
        }
    }

    /// <summary>One parameter of each kind, with t and m for the tasks: all tasks have them alike.</summary>
    private static IEnumerable<LawParameter> Kinds(LawFamily law) => law.IsPooled
        ? law.Parameters(2).GroupBy(p => p.Name.Split('[')[0])
            .Select(kind => kind.FirstOrDefault(p => p.Name.EndsWith("[0,1]", StringComparison.Ordinal)) ?? kind.First())
            .Select(p => p with { Name = Letters(p.Name), Meaning = Letters(p.Meaning) })
        : law.Parameters(1);

    private static string Letters(string text) => text
        .Replace("[0,1]", "[t,m]", StringComparison.Ordinal).Replace("[0]", "[t]", StringComparison.Ordinal)
        .Replace("task 0", "task t", StringComparison.Ordinal).Replace("task 1", "task m", StringComparison.Ordinal);

    private static string Range(LawParameter parameter) => string.Create(CultureInfo.InvariantCulture,
        $"{End(parameter.Minimum)} to {End(parameter.Maximum)}");

    private static string End(double value) => double.IsInfinity(value)
        ? value > 0 ? "∞" : "−∞"
        : value.ToString("G4", CultureInfo.InvariantCulture);
}
