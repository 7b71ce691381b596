using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Tests.Slurm;

/// <summary>A node of a graph, whose artefact is a file with its name; or that fails as it is told.</summary>
internal sealed class FakeStage(string kind, string name, params FakeStage[] inputs) : Stage(inputs)
{
    public override string Kind => kind;

    public override int Version => 1;

    public override string Title => name;

    public override object Settings => new { Name = name };

    /// <summary>What making it ends in; nothing for success.</summary>
    public Exception? Failure { get; init; }

    public override void Execute(StageContext context)
    {
        if (Failure is not null)
        {
            throw Failure;
        }
        File.WriteAllText(context.Output("name.txt"), name);
    }
}
