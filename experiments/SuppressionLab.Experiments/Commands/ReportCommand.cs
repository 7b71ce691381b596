using System.CommandLine;
using SuppressionLab.Experiments.Execution;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>report</c>: writes the report and the tables of a finished run again.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "A run's folder" };
        var command = new Command("report", "Writes report.html of a finished run again") { folder };
        command.SetAction(parsed =>
        {
            var root = parsed.GetValue(folder)!;
            var planPath = Path.Combine(root, RunFolder.PlanFile);
            if (!File.Exists(planPath))
            {
                throw new InputException($"{root}: no run here ({RunFolder.PlanFile} is missing); give the folder of a run");
            }
            var plan = StrictJson.ReadFile<ExperimentPlan>(planPath);
            plan.Validate(planPath);
            var expanded = PlanExpander.Expand(plan);
            var store = new RunStore(root);
            foreach (var stage in StageGraph.InOrder(expanded.Report.Inputs))
            {
                store.Open(stage);
            }
            RunFolder.WriteReport(store, expanded, Path.Combine(root, RunFolder.ReportFile));
            RunFolder.WriteTables(store, expanded);
            parsed.InvocationConfiguration.Output.WriteLine($"report: {Path.Combine(root, RunFolder.ReportFile)}");
            return ExitCode.Success;
        });
        return command;
    }
}
