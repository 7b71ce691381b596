using Microsoft.ML.Runtime;
using SuppressionLab.Features;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Posteriors;
using SuppressionLab.Sampling;
using SuppressionLab.Scoring;
using SuppressionLab.Text;

namespace SuppressionLab;

/// <summary>
/// The transforms, as <c>ml.Suppression.Transforms</c>: what a language model makes of rows, what the exact learner does,
/// and tokens as text.
/// </summary>
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

    /// <summary>
    /// Token ids as text, so that <c>Preview</c> is readable and text pipelines apply: column <c>Text</c>. Tokens are called
    /// as the column's annotations say, as views of a mixture have them, or by their numbers where they have no names.
    /// </summary>
    /// <param name="options">Columns, names and separator; null for the defaults.</param>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range.</exception>
    public DetokenizingEstimator Detokenize(DetokenizingOptions? options = null) =>
        new(options ?? new DetokenizingOptions());

    /// <summary>
    /// Text as token ids, the way back from <see cref="Detokenize"/>, so that text from any of ML.NET's loaders can be
    /// scored: column <c>Tokens</c>, which carries the names.
    /// </summary>
    /// <param name="options">Columns, names and separator; null for text that holds ids as numbers.</param>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range.</exception>
    public TokenizingEstimator Tokenize(TokenizingOptions? options = null) => new(options ?? new TokenizingOptions());

    /// <summary>
    /// The exact Bayesian learner's posterior over a mixture's components for each document (<c>ComponentPosterior</c>),
    /// the log-likelihoods behind it (<c>ComponentLogLikelihood</c>, vectors of Double of M items) and the most likely
    /// component (<c>MostLikelyComponent</c>, Int32).
    /// </summary>
    /// <param name="mixture">The mixture; its prior is the learner's.</param>
    /// <param name="options">Columns and smoothing; null for the defaults.</param>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range.</exception>
    public ComponentPosteriorEstimator ComponentPosteriors(
        HmmMixture mixture, ComponentPosteriorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        return new ComponentPosteriorEstimator(mixture, options ?? new ComponentPosteriorOptions());
    }
}
