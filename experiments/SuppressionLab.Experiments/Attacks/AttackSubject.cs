using Microsoft.ML;
using SuppressionLab.Data;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Scoring;

namespace SuppressionLab.Experiments.Attacks;

/// <summary>What an attack is run on: a model, and the mixture that its data are drawn from, the same for all models of a seed.</summary>
/// <param name="Context">The ML.NET context.</param>
/// <param name="Model">The model, which stays as it is.</param>
/// <param name="Mixture">The mixture.</param>
/// <param name="Suppressed">The suppressed components.</param>
/// <param name="Favoured">The favoured components.</param>
/// <param name="Kept">The kept components.</param>
/// <param name="Seed">The root seed.</param>
/// <param name="Cancellation">Asks the attack to stop.</param>
internal sealed record AttackSubject(
    MLContext Context,
    LanguageModelTransformer Model,
    HmmMixture Mixture,
    IReadOnlyList<int> Suppressed,
    IReadOnlyList<int> Favoured,
    IReadOnlyList<int> Kept,
    long Seed,
    CancellationToken Cancellation)
{
    /// <summary>Fresh documents of some components, drawn in proportion to the mixture's prior among them.</summary>
    /// <param name="stream">The random stream; attacks have streams of their own.</param>
    /// <param name="count">How many.</param>
    /// <param name="length">Their length in tokens, BOS included.</param>
    /// <param name="components">Of which components; all alike, whatever the prior, if null.</param>
    public IDataView Documents(string stream, int count, int length, IReadOnlyList<int>? components = null) =>
        Context.Suppression.Documents(Mixture, new DocumentViewOptions
        {
            Count = count,
            Length = length,
            Seed = (ulong)Seed,
            Stream = stream,
            Weights = components is null
                ? [.. Mixture.Components.Select(_ => 1.0 / Mixture.Components.Count)]
                : Stages.RoleWeights.Restrict(Mixture.Prior, components),
        });

    /// <summary>Prompts of all components: the first of those that the curves are measured on.</summary>
    public IDataView Prompts(int k, int count, int contextLength) =>
        Context.Suppression.InContextPrompts(Mixture, new InContextPromptViewOptions
        {
            K = k,
            ContextLength = contextLength,
            Count = count,
            Seed = (ulong)Seed,
        });
}
