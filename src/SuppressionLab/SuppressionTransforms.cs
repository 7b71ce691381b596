using Microsoft.ML.Runtime;
using SuppressionLab.Features;
using SuppressionLab.Sampling;
using SuppressionLab.Scoring;

namespace SuppressionLab;

/// <summary>The transforms that score with a language model, as <c>ml.Suppression.Transforms</c>.</summary>
public sealed class SuppressionTransforms
{
    private readonly IHostEnvironment _environment;

    internal SuppressionTransforms(IHostEnvironment environment) => _environment = environment;

    /// <summary>The model's probability of each label of in-context prompts, and whether it is the most probable token.</summary>
    /// <param name="model">The model; its weights are shared, not copied.</param>
    /// <param name="options">Columns and batch size; null for the defaults.</param>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range.</exception>
    public LabelProbabilityEstimator LabelProbabilities(
        LanguageModelTransformer model, LabelProbabilityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new LabelProbabilityEstimator(model, options ?? new LabelProbabilityOptions());
    }

    /// <summary>
    /// Pooled hidden states of one layer as <c>Features</c>, for probes of what a model knows by any trainer of ML.NET.
    /// </summary>
    /// <param name="model">The model; its weights are shared, not copied.</param>
    /// <param name="options">Layer, pooling, columns and batch size; null for the defaults.</param>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range.</exception>
    public HiddenStateEstimator HiddenStates(LanguageModelTransformer model, HiddenStateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new HiddenStateEstimator(model, options ?? new HiddenStateOptions());
    }

    /// <summary>Tokens that the model draws after each row's own, as <c>Continuation</c>.</summary>
    /// <param name="model">The model; its weights are shared, not copied.</param>
    /// <param name="options">How many tokens, at what temperature, from which random stream.</param>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range.</exception>
    public ContinuationEstimator SampleContinuations(LanguageModelTransformer model, ContinuationOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        return new ContinuationEstimator(model, options, Seeds.Resolve(options.Seed, _environment));
    }
}
