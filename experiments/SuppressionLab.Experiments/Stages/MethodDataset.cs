using Microsoft.ML;
using SuppressionLab.Experiments.Methods;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Generators.Mixtures;

namespace SuppressionLab.Experiments.Stages;

/// <summary>What a method is trained on: one or two stages, read as one view.</summary>
internal sealed class MethodDataset
{
    private readonly IReadOnlyList<DocumentsStage> _documents;
    private readonly PairsStage? _pairs;

    private MethodDataset(IReadOnlyList<DocumentsStage> documents, PairsStage? pairs)
    {
        (_documents, _pairs) = (documents, pairs);
        Stages = pairs is null ? documents : [pairs];
    }

    /// <summary>The stages.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>The data of an amount.</summary>
    public static MethodDataset Of(MixtureStage mixture, ExperimentPlan plan, MethodBudget budget, long amount, long seed)
    {
        var suppression = plan.Suppression;
        var (method, components) = (suppression.Single, mixture.Shape().Components);
        var suppressed = suppression.SuppressedOf(components);
        var count = budget.Documents(amount);
        DocumentsStage Role(string stream, IReadOnlyList<int> role, double share = 1) => DocumentsStage.ForRole(
            mixture, stream, (long)Math.Ceiling(count * share), suppression.DocumentLength, suppression.RoleWeights, role, seed);
        return method.Method.Data switch
        {
            MethodData.Pairs => new([], new PairsStage(mixture, suppression, suppressed, method.PromptLength, count, seed)),
            MethodData.Favoured => new([Role("suppression-documents", suppression.Favoured)], null),
            MethodData.Suppressed => new([Role("suppressed-documents", suppressed)], null),
            MethodData.SuppressedAndKept => new(
                [
                    Role("suppressed-documents", suppressed),
                    Role("kept-documents", suppression.KeptOf(components), suppression.KeptPerSuppressed),
                ],
                null),
            MethodData.Mixture => new(
                [
                    DocumentsStage.ForRole(
                        mixture, "sham-documents", count, suppression.DocumentLength, plan.Pretraining.ComponentWeights, null, seed),
                ],
                null),
            _ => new([], null),
        };
    }

    /// <summary>Reads the data from the store.</summary>
    public IDataView Load(MLContext context, StageContext stage, HmmMixture mixture) => _pairs is { } pairs
        ? context.Suppression.PreferencePairs(pairs.Load(stage, mixture), mixture)
        : context.Suppression.Documents([.. _documents.SelectMany(documents => documents.Load(stage, mixture))], mixture);
}
