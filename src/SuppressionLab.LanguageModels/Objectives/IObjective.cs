using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Objectives;

/// <summary>
/// What training minimises: Σ <see cref="SummedLoss"/> / Σ <see cref="Weight"/> over the parts of a batch, so that a
/// batch in parts gives the loss and gradient of the whole.
/// </summary>
public interface IObjective
{
    /// <summary>The name in plans and reports.</summary>
    string Name { get; }

    /// <summary>
    /// What else determines the objective, as text: a run resumes only where it is the same. The name alone unless it has
    /// parameters.
    /// </summary>
    string Settings => Name;

    /// <summary>
    /// The shape of the reference that the objective compares with, or null for none. Training refuses one that differs from
    /// the trained network's.
    /// </summary>
    NetworkConfiguration? Reference => null;

    /// <summary>How much a batch counts: its number of targets or pairs.</summary>
    double Weight(TrainingBatch batch);

    /// <summary>
    /// Told the whole batch of a step before its parts, for terms taken over the whole batch; most objectives have none.
    /// </summary>
    void Begin(LanguageModelNetwork network, TrainingBatch batch)
    {
    }

    /// <summary>The loss summed over what <see cref="Weight"/> counts: a scalar with a gradient, in nats.</summary>
    torch.Tensor SummedLoss(LanguageModelNetwork network, TrainingBatch batch);
}
