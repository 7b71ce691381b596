namespace SuppressionLab.Experiments.Stages;

/// <summary>A trained model: the stage that made it, the checkpoint's folder within, and what the tables call it.</summary>
/// <param name="Stage">The pretraining or suppression stage.</param>
/// <param name="Checkpoint">The checkpoint's folder within the stage's artefact.</param>
/// <param name="Model">The network's name.</param>
/// <param name="Method">The suppression method, or <c>none</c>.</param>
/// <param name="Amount">Documents of suppression.</param>
/// <param name="Step">The optimiser step within the suppression; 0 for the pretrained model.</param>
/// <param name="IsFinal">Whether the amount was trained to its end (rather than an intermediate step).</param>
/// <param name="Seed">The root seed.</param>
internal sealed record ModelReference(
    Stage Stage, string Checkpoint, string Model, string Method, long Amount, long Step, bool IsFinal, long Seed);
