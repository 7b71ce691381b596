using SuppressionLab.Evaluation;
using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Stages;

/// <summary>A trained model: the stage that made it, the checkpoint's folder within, and what the tables call it.</summary>
/// <param name="Stage">The pretraining or suppression stage.</param>
/// <param name="Checkpoint">The checkpoint's folder within the stage's artefact.</param>
/// <param name="Model">The network's name.</param>
/// <param name="Method">The suppression method's label, or <c>none</c>.</param>
/// <param name="Amount">How much suppression.</param>
/// <param name="Unit">What amounts are counted in.</param>
/// <param name="Step">The optimiser step within the suppression; 0 for the pretrained model.</param>
/// <param name="IsFinal">Whether the amount was trained to its end (rather than an intermediate step).</param>
/// <param name="Seed">The root seed.</param>
internal sealed record ModelReference(
    Stage Stage, string Checkpoint, string Model, string Method, long Amount, AmountUnit Unit, long Step, bool IsFinal, long Seed)
{
    /// <summary>What a pretrained model has in the place of a method.</summary>
    public const string NoMethod = "none";

    /// <summary>What the tables say of it.</summary>
    public CurveRunInfo Run => new(Model, Method, Amount, Unit.ToString().ToLowerInvariant(), Step, Seed);

    /// <summary>What a person reads.</summary>
    public string Description => Method == NoMethod
        ? $"{Model}, pretrained (seed {Seed})"
        : IsFinal
            ? $"{Model}, {Method} {Unit.Describe(Amount)} (seed {Seed})"
            : $"{Model}, {Method} {Unit.Describe(Amount)}, step {Step:N0} (seed {Seed})";
}
