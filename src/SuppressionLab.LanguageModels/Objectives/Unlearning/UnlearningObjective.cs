using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Objectives.Unlearning;

/// <summary>
/// An <see cref="UnlearningLoss"/> over batches. Where the loss uses documents to keep, batches come from
/// <see cref="PairedBlocks.Apart"/>, kept and suppressed rows by turns; else every row is one to suppress.
/// </summary>
public sealed class UnlearningObjective : IObjective
{
    /// <summary>How many examples the mean over a batch reads at a time, so that it needs no more memory than a step's parts.</summary>
    private const int ExamplesAtOnce = 8;

    private readonly UnlearningLoss _loss;
    private readonly ReferenceLogProbabilities? _kept;
    private readonly ReferenceLogProbabilities? _suppressed;
    private double _meanLogRatio;

    private UnlearningObjective(
        UnlearningLoss loss, LanguageModelNetwork reference, ReferenceLogProbabilities? kept, ReferenceLogProbabilities? suppressed)
    {
        (_loss, _kept, _suppressed) = (loss, kept, suppressed);
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
    /// <param name="loss">The loss.</param>
    /// <param name="reference">The model that training starts from; not kept.</param>
    /// <param name="kept">The rows to keep; null if the loss uses none.</param>
    /// <param name="suppressed">The rows to suppress.</param>
    /// <param name="cancellation">Asks to stop while the network scores them.</param>
    /// <exception cref="Primitives.Errors.InputException">A parameter is out of range, or a token outside the vocabulary.</exception>
    public static UnlearningObjective Create(
        UnlearningLoss loss,
        LanguageModelNetwork reference,
        TokenBlocks? kept,
        TokenBlocks suppressed,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(suppressed);
        loss.Validate();
        if (!loss.UsesReference)
        {
            return new(loss, reference, null, null);
        }
        return new(
            loss,
            reference,
            loss.UsesKept ? ReferenceLogProbabilities.Of(reference, kept!, cancellation) : null,
            ReferenceLogProbabilities.Of(reference, suppressed, cancellation));
    }

    /// <summary>1 for any batch: the loss itself is normalised over the whole batch.</summary>
    public double Weight(TrainingBatch batch) => 1;

    /// <inheritdoc/>
    public void Begin(LanguageModelNetwork network, TrainingBatch batch)
    {
        if (!_loss.UsesMeanLogRatio)
        {
            return;
        }
        using var evaluation = new EvaluationScope(network);
        var sum = 0.0;
        for (var start = 0; start < batch.Examples; start += ExamplesAtOnce)
        {
            sum += SummedLogRatio(network, batch.Slice(start, Math.Min(ExamplesAtOnce, batch.Examples - start)));
        }
        _meanLogRatio = sum / batch.Rows;
    }

    private double SummedLogRatio(LanguageModelNetwork network, TrainingBatch part)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var scores = Scores(network, part);
        var ratios = scores.Suppressed.Row.sub(scores.ReferenceSuppressed!);
        var all = scores.Kept is null ? ratios : torch.cat([ratios, scores.Kept.Row.sub(scores.ReferenceKept!)]);
        return all.sum().item<float>();
    }

    /// <inheritdoc/>
    public torch.Tensor SummedLoss(LanguageModelNetwork network, TrainingBatch batch) => _loss.Of(Scores(network, batch));

    private UnlearningScores Scores(LanguageModelNetwork network, TrainingBatch batch)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(batch);
        var all = TargetScores.Of(network, batch);
        var (side, sides) = _loss.UsesKept ? (1, 2) : (0, 1);
        return new UnlearningScores
        {
            Suppressed = all.Rows(side, sides),
            Kept = _loss.UsesKept ? all.Rows(0, 2) : null,
            ReferenceSuppressed = _suppressed?.Rows(Indices(batch, side, sides), network.Device),
            ReferenceKept = _kept?.Rows(Indices(batch, 0, sides), network.Device),
            MeanLogRatio = _meanLogRatio,
            Examples = batch.Whole.Examples,
            SuppressedTargets = Targets(batch.Whole, side, sides),
            KeptTargets = _loss.UsesKept ? Targets(batch.Whole, 0, sides) : 0,
        };
    }

    private static IEnumerable<long> Indices(TrainingBatch batch, int side, int sides) =>
        batch.RowIndices!.Where((_, row) => row % sides == side);

    private static double Targets(TrainingBatch batch, int side, int sides) =>
        Enumerable.Range(0, batch.Rows).Where(row => row % sides == side).Sum(batch.TargetCount);
}
