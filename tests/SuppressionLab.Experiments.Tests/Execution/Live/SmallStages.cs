using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.LanguageModels.Training;

namespace SuppressionLab.Experiments.Tests.Execution.Live;

/// <summary>The stages of a small plan and made-up reports of them, for observers.</summary>
internal sealed class SmallStages
{
    public SmallStages(params long[] seeds)
    {
        using var folder = new TemporaryFolder();
        Expanded = PlanExpander.Expand(PlanFile.Read(SmallPlan.Write(
            folder, plan => plan["seeds"] = new System.Text.Json.Nodes.JsonArray([.. seeds.Select(seed => (System.Text.Json.Nodes.JsonNode)seed)]))));
    }

    public ExpandedPlan Expanded { get; }

    public Stage Pretraining => Expanded.Stages.First(stage => stage is PretrainingStage);

    public Stage Documents => Expanded.Stages.First(stage => stage is DocumentsStage);

    public static StageProgress Training(long step, double loss) => new(
        step / 100.0, $"step {step}", new TrainingProgress(step, 100, step * 512, loss, 1e-3, 12345, TimeSpan.FromSeconds(100 - step), null));
}
