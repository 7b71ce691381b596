using Microsoft.ML;
using Microsoft.ML.Runtime;
using SuppressionLab.LanguageModels.Objectives.Unlearning;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;

namespace SuppressionLab.Training;

/// <summary>
/// Suppression by unlearning: from a copy of a pretrained model, documents of suppressed components are made improbable by
/// any <see cref="UnlearningLoss"/>, beside documents to keep where the loss uses them; an example is then one of each. The
/// pretrained model is the reference of losses that have one; its log-probabilities are computed once.
/// </summary>
public sealed class UnlearningTrainer : ComponentRoleTrainer
{
    private readonly UnlearningOptions _options;

    internal UnlearningTrainer(
        IHostEnvironment environment, LanguageModelTransformer pretrained, UnlearningOptions options)
        : base(environment, pretrained, options, "Unlearning", "unlearning")
    {
        options.Loss.Validate();
        _options = options;
    }

    private protected override TrainingRun Open(IDataView input, RandomKey key)
    {
        var usesKept = _options.Loss.UsesKept;
        var (kept, suppressed) = ReadRoles(input, usesKept);
        using var reference = OpenReference();
        var objective = UnlearningObjective.Create(
            _options.Loss, reference.Network, usesKept ? kept : null, suppressed, _options.CancellationToken);
        return usesKept
            ? new TrainingRun(
                PairedBlocks.Apart(kept, suppressed, BatchesOf(key)),
                objective,
                $"{suppressed.Count} blocks of {suppressed.Length} tokens to suppress and {kept.Count} to keep")
            : new TrainingRun(
                new ShuffledBlocks(suppressed, BatchesOf(key)),
                objective,
                $"{suppressed.Count} blocks of {suppressed.Length} tokens to suppress");
    }
}
