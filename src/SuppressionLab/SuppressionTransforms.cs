using SuppressionLab.Features;
using SuppressionLab.Scoring;

namespace SuppressionLab;

/// <summary>The transforms that score with a language model, as <c>ml.Suppression.Transforms</c>.</summary>
public sealed class SuppressionTransforms
{
    internal SuppressionTransforms()
    {
    }

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
}
