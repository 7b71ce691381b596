using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Tests.Slurm;

/// <summary>A stage that is only a node of a graph.</summary>
internal sealed class FakeStage(string kind, string name, params FakeStage[] inputs) : Stage(inputs)
{
    public override string Kind => kind;

    public override int Version => 1;

    public override string Title => name;

    public override object Settings => new { Name = name };

    public override void Execute(StageContext context) => throw new NotSupportedException("only a node of a graph");
}
