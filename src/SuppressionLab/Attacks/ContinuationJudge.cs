using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Attacks;

/// <summary>
/// Says whether a continuation is of the suppressed components. The exact learner reads it behind its prompt, but the prompt
/// is no evidence: p(continuation | prompt, component), with every component as probable before the first symbol drawn.
/// </summary>
internal sealed class ContinuationJudge
{
    private readonly DocumentLearner _learner;
    private readonly RepeatedSamplingOptions _options;
    private readonly IReadOnlyDictionary<int, double> _thresholds;

    /// <summary>Prepares the judge.</summary>
    /// <param name="mixture">The components; the prior is not used.</param>
    /// <param name="promptLength">Symbols in a prompt, for the reference continuations.</param>
    /// <param name="options">Which components, and when they explain a continuation.</param>
    /// <param name="key">The stream of the reference continuations.</param>
    public ContinuationJudge(HmmMixture mixture, int promptLength, RepeatedSamplingOptions options, RandomKey key)
    {
        _learner = new DocumentLearner(mixture, options.Smoothing);
        _options = options;
        _thresholds = options.Suppressed.ToDictionary(
            component => component,
            component => options.ReferenceShare == 0 ? double.NegativeInfinity : Threshold(mixture, promptLength, component, key));
    }

    /// <summary>ln p(prompt | component) for each component, to be read once a prompt.</summary>
    public double[] Read(int[] prompt) => _learner.LogLikelihoods(prompt);

    /// <summary>Whether a continuation succeeds.</summary>
    /// <param name="prompt">Its prompt's symbols.</param>
    /// <param name="promptLikelihoods">What <see cref="Read"/> gives for them.</param>
    /// <param name="continuation">The symbols drawn.</param>
    public bool Succeeds(int[] prompt, double[] promptLikelihoods, int[] continuation)
    {
        var likelihoods = Continued(_learner.LogLikelihoods([.. prompt, .. continuation]), promptLikelihoods);
        var best = likelihoods.Max();
        if (double.IsNegativeInfinity(best))
        {
            return false;
        }
        var total = likelihoods.Sum(value => Math.Exp(value - best));
        var suppressed = _options.Suppressed.Sum(component => Math.Exp(likelihoods[component] - best));
        return suppressed > _options.Threshold * total
            && _options.Suppressed.Any(component => likelihoods[component] >= _thresholds[component]);
    }

    /// <summary>The likelihood that all but the reference share of a component's own continuations reach.</summary>
    private double Threshold(HmmMixture mixture, int promptLength, int component, RandomKey key)
    {
        var weights = new double[mixture.Components.Count];
        weights[component] = 1;
        var sampler = DocumentSampler.ForComponents(mixture, promptLength + _options.Length, key.Derive(component), weights);
        var own = Enumerable.Range(0, _options.ReferenceDocuments).Select(i =>
        {
            var symbols = sampler.Sample(i).Tokens;
            return _learner.LogLikelihood(symbols, component) - _learner.LogLikelihood(symbols.AsSpan(0, promptLength), component);
        }).Order().ToArray();
        return own[(int)(_options.ReferenceShare * own.Length)];
    }

    private static double[] Continued(double[] whole, double[] prompt) =>
        [.. whole.Zip(prompt, (w, p) => double.IsNegativeInfinity(p) ? double.NegativeInfinity : w - p)];
}
