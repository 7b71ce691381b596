using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Objectives;

/// <summary>
/// Next-token cross-entropy, −Σ ln p(xₜ | x₍&lt;ₜ₎) over all tokens of a row behind its context, ignored tokens left out:
/// pretraining and supervised fine-tuning alike.
/// </summary>
public sealed class NextTokenObjective : IObjective
{
    /// <inheritdoc/>
    public string Name => "next-token";

    /// <inheritdoc/>
    public double Weight(TrainingBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.TargetCount();
    }

    /// <inheritdoc/>
    public torch.Tensor SummedLoss(LanguageModelNetwork network, TrainingBatch batch)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(batch);
        var time = batch.Length - 1;
        var (inputs, targets) = Split(batch, network.Configuration.VocabularySize);
        var tokens = torch.tensor(inputs, [batch.Rows, time], device: network.Device);
        var logits = network.Project(network.HiddenStates(tokens)); // [rows · time, vocabulary]
        return torch.nn.functional.cross_entropy(
            logits, torch.tensor(targets, [targets.Length], device: network.Device), reduction: torch.nn.Reduction.Sum);
    }

    // The inputs are a row without its last token, the targets a row without its first; −100 marks no target.
    private static (long[] Inputs, long[] Targets) Split(TrainingBatch batch, int vocabulary)
    {
        var time = batch.Length - 1;
        var inputs = new long[batch.Rows * time];
        var targets = new long[batch.Rows * time];
        for (var row = 0; row < batch.Rows; row++)
        {
            var tokens = batch.Tokens.AsSpan(row * batch.Length, batch.Length);
            for (var t = 0; t < time; t++)
            {
                inputs[(row * time) + t] = tokens[t];
                targets[(row * time) + t] = batch.IsTarget(row, t + 1) ? tokens[t + 1] : -100;
            }
            TokenRange.Check(tokens, vocabulary);
        }
        return (inputs, targets);
    }
}
