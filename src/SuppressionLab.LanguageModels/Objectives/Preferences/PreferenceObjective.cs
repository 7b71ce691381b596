using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Objectives.Preferences;

/// <summary>
/// The mean of a <see cref="PreferenceLoss"/> over pairs. Batches come from <see cref="PairedBlocks.Together"/>: chosen and
/// rejected rows by turns.
/// </summary>
public sealed class PreferenceObjective : IObjective
{
    private readonly PreferenceLoss _loss;
    private readonly ReferenceLogProbabilities? _chosen;
    private readonly ReferenceLogProbabilities? _rejected;

    private PreferenceObjective(
        PreferenceLoss loss, LanguageModelNetwork reference, ReferenceLogProbabilities? chosen, ReferenceLogProbabilities? rejected)
    {
        (_loss, _chosen, _rejected) = (loss, chosen, rejected);
        Reference = loss.UsesReference ? reference.Configuration : null;
        Settings = ObjectiveSettings.Of(loss.Name, loss, loss.UsesReference ? reference : null);
    }

    /// <inheritdoc/>
    public string Name => _loss.Name;

    /// <inheritdoc/>
    public string Settings { get; }

    /// <inheritdoc/>
    public NetworkConfiguration? Reference { get; }

    /// <summary>Creates the objective; where the loss uses a reference, the network scores all rows once.</summary>
    /// <param name="loss">The loss of a pair.</param>
    /// <param name="reference">The model that training starts from; not kept.</param>
    /// <param name="pairs">The rows of the run.</param>
    /// <param name="cancellation">Asks to stop while the network scores them.</param>
    /// <exception cref="Primitives.Errors.InputException">A parameter is out of range, or a token outside the vocabulary.</exception>
    public static PreferenceObjective Create(
        PreferenceLoss loss, LanguageModelNetwork reference, PairedBlocks pairs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(pairs);
        loss.Validate();
        return loss.UsesReference
            ? new(
                loss,
                reference,
                ReferenceLogProbabilities.Of(reference, pairs.First, cancellation),
                ReferenceLogProbabilities.Of(reference, pairs.Second, cancellation))
            : new(loss, reference, null, null);
    }

    /// <inheritdoc/>
    public double Weight(TrainingBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.Examples;
    }

    /// <inheritdoc/>
    public torch.Tensor SummedLoss(LanguageModelNetwork network, TrainingBatch batch)
    {
        var scores = TargetScores.Of(network, batch);
        var (chosen, rejected) = (scores.Rows(0, 2), scores.Rows(1, 2));
        return _loss.Of(new PreferenceScores(
            chosen.Row, rejected.Row, chosen.Counts, rejected.Counts,
            _chosen?.Rows(Indices(batch, 0), network.Device), _rejected?.Rows(Indices(batch, 1), network.Device))).sum();
    }

    private static IEnumerable<long> Indices(TrainingBatch batch, int side) =>
        batch.RowIndices!.Where((_, row) => row % 2 == side);
}
