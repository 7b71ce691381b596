using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Objectives;

/// <summary>
/// What a network says of a batch's targets. Tensors live in the dispose scope in which they were made; with gradients
/// unless those are switched off.
/// </summary>
/// <param name="Token">[rows, length − 1]: ln p of each target given what is before it, in nats; 0 where there is no target.</param>
/// <param name="Mask">[rows, length − 1]: 1 where there is a target, else 0.</param>
/// <param name="Counts">[rows]: the number of targets of each row, as floats.</param>
public sealed record TargetScores(torch.Tensor Token, torch.Tensor Mask, torch.Tensor Counts)
{
    /// <summary>[rows]: ln p of each row's targets together, in nats.</summary>
    public torch.Tensor Row { get; } = Token.sum(1);

    /// <summary>Runs the network.</summary>
    /// <exception cref="Primitives.Errors.InputException">A token is outside the vocabulary.</exception>
    public static TargetScores Of(LanguageModelNetwork network, TrainingBatch batch) => Of(network, batch, out _);

    /// <summary>Runs the network and gives its whole distribution besides: ln p, [rows · (length − 1), vocabulary].</summary>
    internal static TargetScores Of(LanguageModelNetwork network, TrainingBatch batch, out torch.Tensor logProbabilities)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(batch);
        TokenRange.Check(batch.Tokens, network.Configuration.VocabularySize);
        var time = batch.Length - 1;
        var inputs = new long[batch.Rows * time];
        var targets = new long[batch.Rows * time];
        var mask = new float[batch.Rows * time];
        var counts = new float[batch.Rows];
        for (var row = 0; row < batch.Rows; row++)
        {
            for (var t = 0; t < time; t++)
            {
                inputs[(row * time) + t] = batch.Tokens[(row * batch.Length) + t];
                targets[(row * time) + t] = batch.Tokens[(row * batch.Length) + t + 1];
                mask[(row * time) + t] = batch.IsTarget(row, t + 1) ? 1 : 0;
            }
            counts[row] = batch.TargetCount(row);
        }
        var logits = network.Project(network.HiddenStates(torch.tensor(inputs, [batch.Rows, time], device: network.Device)));
        logProbabilities = torch.nn.functional.log_softmax(logits, 1);
        var picked = logProbabilities.gather(1, torch.tensor(targets, [targets.Length, 1], device: network.Device));
        var weights = torch.tensor(mask, [batch.Rows, time], device: network.Device);
        return new TargetScores(
            picked.view(batch.Rows, time).mul(weights), weights, torch.tensor(counts, device: network.Device));
    }

    /// <summary>Every <paramref name="step"/>th row from <paramref name="first"/> on.</summary>
    public TargetScores Rows(int first, int step) =>
        new(Every(Token, first, step), Every(Mask, first, step), Every(Counts, first, step));

    private static torch.Tensor Every(torch.Tensor tensor, int first, int step) =>
        tensor.view([tensor.shape[0] / step, step, .. tensor.shape[1..]]).select(1, first);
}
