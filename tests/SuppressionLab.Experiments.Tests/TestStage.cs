using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Tests;

/// <summary>A stage that does what a test says, and writes its name and its inputs' content to a file.</summary>
internal sealed class TestStage(string kind, string name, Action<StageContext>? act, params Stage[] inputs) : Stage(inputs)
{
    public const string FileName = "content.txt";

    public TestStage(string name, Action<StageContext> act, params Stage[] inputs)
        : this("test", name, act, inputs)
    {
    }

    public TestStage(string name, params Stage[] inputs)
        : this("test", name, null, inputs)
    {
    }

    public TestStage(string kind, string name, params Stage[] inputs)
        : this(kind, name, null, inputs)
    {
    }

    public override string Kind => kind;

    public override int Version => 1;

    public override string Title => name;

    public override object Settings => new { name };

    public StageNeeds Occupies { get; init; } = StageNeeds.Slot;

    public double Memory { get; init; }

    public override StageNeeds Needs => Occupies;

    public override StageEstimate Estimate => StageEstimate.None with { MemoryBytes = Memory };

    public override void Execute(StageContext context)
    {
        act?.Invoke(context);
        File.WriteAllText(context.Output(FileName), name + string.Concat(Inputs.Select(input => File.ReadAllText(context.Input(input, FileName)))));
    }
}
