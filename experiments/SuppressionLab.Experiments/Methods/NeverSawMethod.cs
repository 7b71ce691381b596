using SuppressionLab.Training;

namespace SuppressionLab.Experiments.Methods;

/// <summary>
/// The control of every attack: pretrained alike, but without the suppressed components. Suppression counts as removal only
/// as far as it cannot be told from it.
/// </summary>
internal sealed class NeverSawMethod : SuppressionMethod
{
    /// <summary>Not called: the model comes from pretraining.</summary>
    public override FineTuningTrainer CreateTrainer(MethodRun run) =>
        throw new InvalidOperationException($"{Name} is pretrained, not fine-tuned.");

    public override void Check(IReadOnlyDictionary<string, double> values)
    {
    }
}
