using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Tensors;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Errors;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Objectives;

/// <summary>
/// Next-token cross-entropy held near a reference: −ln p + λ·KL(π_ref ‖ π) over the vocabulary, a token, both on the same
/// rows (the KL term of Maini et al. 2024, "TOFU", section 4). λ = 0 is supervised fine-tuning.
/// </summary>
public sealed class ReferenceKlObjective : IObjective
{
    private readonly LanguageModelNetwork _reference;
    private readonly float _weight;

    /// <summary>Creates the objective.</summary>
    /// <param name="reference">The model that training starts from, which runs beside it; not disposed.</param>
    /// <param name="weight">λ, at least 0.</param>
    /// <exception cref="InputException">λ is out of range.</exception>
    public ReferenceKlObjective(LanguageModelNetwork reference, double weight)
    {
        ArgumentNullException.ThrowIfNull(reference);
        LossParameters.RequireNotNegative(Name, nameof(weight), weight);
        _reference = reference;
        _weight = (float)weight;
    }

    /// <inheritdoc/>
    public string Name => "sft-kl";

    /// <inheritdoc/>
    public string Settings => ObjectiveSettings.Of(Name, new { Weight = _weight }, _reference);

    /// <inheritdoc/>
    public NetworkConfiguration? Reference => _reference.Configuration;

    /// <inheritdoc/>
    public double Weight(TrainingBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.TargetCount();
    }

    /// <inheritdoc/>
    public torch.Tensor SummedLoss(LanguageModelNetwork network, TrainingBatch batch)
    {
        var scores = TargetScores.Of(network, batch, out var own);
        torch.Tensor expected;
        using (torch.no_grad())
        {
            _ = TargetScores.Of(_reference, batch, out expected);
        }
        var divergence = expected.exp().mul(expected.sub(own)).sum(1); // [rows · time]
        return divergence.mul(scores.Mask.view(-1)).sum().Times(_weight).sub(scores.Row.sum());
    }
}
