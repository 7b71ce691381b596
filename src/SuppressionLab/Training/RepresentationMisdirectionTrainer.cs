using Microsoft.ML;
using Microsoft.ML.Runtime;
using SuppressionLab.LanguageModels.Objectives.Unlearning;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;

namespace SuppressionLab.Training;

/// <summary>
/// Suppression by representation misdirection (Li et al. 2024): hidden states of documents of suppressed components are
/// drawn to a random direction, those of documents to keep held where the pretrained model has them. An example is one
/// document of each.
/// </summary>
public sealed class RepresentationMisdirectionTrainer : ComponentRoleTrainer
{
    private readonly RepresentationMisdirectionOptions _options;

    internal RepresentationMisdirectionTrainer(
        IHostEnvironment environment, LanguageModelTransformer pretrained, RepresentationMisdirectionOptions options)
        : base(environment, pretrained, options, "RepresentationMisdirection", "representation-misdirection")
    {
        options.Misdirection.Validate(pretrained.Configuration);
        _options = options;
    }

    private protected override TrainingRun Open(IDataView input, RandomKey key)
    {
        var (kept, suppressed) = ReadRoles(input, usesKept: true);
        var pairs = PairedBlocks.Apart(kept, suppressed, BatchesOf(key));
        var reference = OpenReference();
        return new TrainingRun(
            pairs,
            new RmuObjective(reference.Network, _options.Misdirection, key.Derive("direction")),
            $"{suppressed.Count} blocks of {suppressed.Length} tokens to suppress and {kept.Count} to keep")
        {
            Owned = reference,
        };
    }
}
