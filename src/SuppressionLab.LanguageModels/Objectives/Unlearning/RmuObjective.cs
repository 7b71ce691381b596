using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Tensors;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Objectives.Unlearning;

/// <summary>
/// Representation misdirection for unlearning (Li et al. 2024, "WMDP", section 4): after a layer, hidden states of documents
/// to suppress are drawn to c·u, u a fixed random direction of length 1, and those of documents to keep held where the
/// reference has them, with weight α; squared distances are means over tokens and over the width. Only what is before the
/// layer's end has a gradient.
/// </summary>
/// <remarks>Batches come from <see cref="PairedBlocks.Apart"/>. The reference runs beside the model on documents to keep.</remarks>
public sealed class RmuObjective : IObjective, IDisposable
{
    private readonly LanguageModelNetwork _reference;
    private readonly RmuOptions _options;
    private readonly int _layer;
    private readonly torch.Tensor _target;

    /// <summary>Creates the objective.</summary>
    /// <param name="reference">The model that training starts from; not disposed.</param>
    /// <param name="options">Layer, c and α.</param>
    /// <param name="key">The stream of the direction.</param>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range; the message names it.</exception>
    public RmuObjective(LanguageModelNetwork reference, RmuOptions options, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(reference.Configuration);
        _reference = reference;
        _options = options;
        _layer = options.LayerOf(reference.Configuration);
        var stream = key.Open();
        var direction = Enumerable.Range(0, reference.Configuration.Width).Select(_ => stream.NextGaussian()).ToArray();
        var length = Math.Sqrt(direction.Sum(x => x * x));
        _target = torch.tensor(
            direction.Select(x => (float)(options.Coefficient * x / length)).ToArray(), device: reference.Device)
            .DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public string Name => "rmu";

    /// <inheritdoc/>
    public string Settings => ObjectiveSettings.Of(Name, _options with { Layer = _layer }, _reference);

    /// <inheritdoc/>
    public NetworkConfiguration? Reference => _reference.Configuration;

    /// <summary>1 for any batch: the loss itself is normalised over the whole batch.</summary>
    public double Weight(TrainingBatch batch) => 1;

    /// <inheritdoc/>
    public torch.Tensor SummedLoss(LanguageModelNetwork network, TrainingBatch batch)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(batch);
        var (kept, suppressed) = (TokensOf(batch, 0, network.Device), TokensOf(batch, 1, network.Device));
        torch.Tensor held;
        using (torch.no_grad())
        {
            held = _reference.HiddenStates(kept.Inputs, _layer);
        }
        var misdirected = Distance(network.HiddenStates(suppressed.Inputs, _layer).sub(_target), suppressed.Mask);
        var moved = Distance(network.HiddenStates(kept.Inputs, _layer).sub(held), kept.Mask);
        return misdirected.Times((float)(1 / Count(batch.Whole, 1)))
            .Plus(moved.Times((float)(_options.KeptWeight / Count(batch.Whole, 0))));
    }

    /// <summary>Frees the direction.</summary>
    public void Dispose() => _target.Dispose();

    /// <summary>Σ over tokens of the mean squared difference over the width; padding does not count.</summary>
    private static torch.Tensor Distance(torch.Tensor difference, torch.Tensor mask) =>
        difference.mul(difference).mean([1]).mul(mask).sum();

    /// <summary>One side's rows: [rows, length], and 1 where a token is no padding, [rows · length].</summary>
    private static (torch.Tensor Inputs, torch.Tensor Mask) TokensOf(
        TrainingBatch batch, int side, torch.Device device)
    {
        var tokens = Rows(batch, side).SelectMany(row => batch.Tokens.AsSpan(row * batch.Length, batch.Length).ToArray()).ToArray();
        // Padding is on the right, which causal attention never sees, but it must be a token of the vocabulary.
        return (
            torch.tensor(tokens.Select(t => (long)t).ToArray(), [tokens.Length / batch.Length, batch.Length], device: device),
            torch.tensor(tokens.Select(t => t == batch.IgnoreToken ? 0f : 1f).ToArray(), device: device));
    }

    private static double Count(TrainingBatch batch, int side) => Rows(batch, side).Sum(row =>
        batch.Length - (double)batch.Tokens.AsSpan(row * batch.Length, batch.Length).Count(batch.IgnoreToken));

    private static IEnumerable<int> Rows(TrainingBatch batch, int side) =>
        Enumerable.Range(0, batch.Rows).Where(row => row % 2 == side);
}
