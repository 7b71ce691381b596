using SuppressionLab.Experiments.Attacks;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Stages;

/// <summary>One attack on one model.</summary>
internal sealed class AttackStage(
    ModelAttack attack,
    MixtureStage mixture,
    ModelReference model,
    NetworkPlan network,
    SuppressionPlan suppression,
    long seed,
    Numerics numerics)
    : Stage(mixture, model.Stage)
{
    private const int AttackRecords = 15;
    private const string FileName = "attack.csv";

    // Of what the attacks score at once.
    private const int LargestBatch = 128;

    public override string Kind => $"attack-{attack.Name}";

    public override int Version => attack.Version;

    public override string Title => $"{attack.Name} of {model.Description}";

    public override object Settings => new
    {
        Attack = attack.Settings, suppression.Favoured, suppression.Suppressed, suppression.Kept, model.Checkpoint, model.Model,
        model.Method, model.Amount, model.Unit, Seed = seed, Numerics = numerics,
    };

    public override StageNeeds Needs => StageNeeds.OfTraining(numerics, network.Dropout);

    public override StageEstimate Estimate
    {
        get
        {
            var configuration = network.Configure(mixture.Shape().Symbols + 2);
            var tokens = attack.Tokens(network.Layers);
            return new StageEstimate(
                configuration.ParameterCount, tokens, tokens * configuration.FlopsPerToken(network.ContextLength) / 3)
            {
                Bytes = ArtefactSize.Records(AttackRecords),
                MemoryBytes = NetworkMemory.Scoring(configuration, LargestBatch, network.ContextLength),
            };
        }
    }

    /// <summary>All attacks that a plan asks for, on one model.</summary>
    public static IEnumerable<AttackStage> Of(
        MixtureStage mixture, ModelReference model, NetworkPlan network, ExperimentPlan plan, long seed, Numerics numerics) =>
        AttackRegistry.Of(plan.Attacks, network, plan.Curves)
            .Select(attack => new AttackStage(attack, mixture, model, network, plan.Suppression, seed, numerics));

    public override void Execute(StageContext context)
    {
        var loaded = mixture.Load(context);
        var components = loaded.Components.Count;
        var ml = MachineLearning.Context(numerics, context);
        using var transformer = ml.Suppression.LoadCheckpoint(context.Input(model.Stage, model.Checkpoint));
        var curve = attack.Run(new AttackSubject(
            ml, transformer, loaded, suppression.SuppressedOf(components), suppression.Favoured, suppression.KeptOf(components), seed,
            context.Cancellation));
        AttackTable.Write(context.Output(FileName), curve.For(model.Run));
    }

    /// <summary>The points of a stored stage.</summary>
    public IReadOnlyList<AttackPoint> Read(ArtefactStore store) => AttackTable.Read(Path.Combine(store.Open(this), FileName));
}
