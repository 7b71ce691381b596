using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.PriorEstimation;

/// <summary>
/// The prior over components that a source of documents follows, without any law of in-context learning: its documents,
/// from their beginning, are taken apart by the exact document learner, and the weights are those of maximum likelihood
/// (<see cref="MixtureWeights"/>). Beside it stands the share of documents that no component explains.
/// </summary>
/// <remarks>
/// A document is unexplained if its likelihood under every component is below that component's threshold: what all but
/// a share <see cref="ReferenceShare"/> of documents that are truly drawn from the component reach. A perfect source has
/// that share or less, so only what is above it counts against the components.
/// </remarks>
public sealed class DocumentPrior
{
    private DocumentPrior(MixtureWeights? weights, double[] certainty, int unexplained, int documents, double reference)
    {
        Weights = weights;
        MeanCertainty = certainty.Length > 0 ? certainty.Average() : double.NaN;
        Unexplained = unexplained;
        Documents = documents;
        ReferenceShare = reference;
    }

    /// <summary>The prior with its errors; null where no document is possible under any component.</summary>
    public MixtureWeights? Weights { get; }

    /// <summary>The mean, over documents, of the most likely component's posterior under a uniform prior, in [1/M, 1]; NaN where there is none.</summary>
    public double MeanCertainty { get; }

    /// <summary>The number of documents.</summary>
    public int Documents { get; }

    /// <summary>The number of documents that no component explains.</summary>
    public int Unexplained { get; }

    /// <summary>Their share.</summary>
    public double UnexplainedShare => (double)Unexplained / Documents;

    /// <summary>The standard error of <see cref="UnexplainedShare"/>, binomial.</summary>
    public double UnexplainedStandardError => Math.Sqrt(UnexplainedShare * (1 - UnexplainedShare) / Documents);

    /// <summary>The share of true documents below their component's threshold.</summary>
    public double ReferenceShare { get; }

    /// <summary>Estimates the prior.</summary>
    /// <param name="documents">Documents from their beginning, symbols without BOS, all of one length.</param>
    /// <param name="mixture">The components; its prior is not used.</param>
    /// <param name="key">The stream of the reference documents.</param>
    /// <param name="options">Smoothing and reference; null for the defaults.</param>
    /// <exception cref="InputException">
    /// There are no documents, lengths differ, or a symbol or an option is out of range.
    /// </exception>
    public static DocumentPrior Estimate(
        IReadOnlyList<int[]> documents, HmmMixture mixture, RandomKey key, DocumentPriorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(mixture);
        options ??= new DocumentPriorOptions();
        options.Validate();
        var length = Length(documents);
        var learner = new DocumentLearner(mixture, options.Smoothing);
        var likelihoods = documents.Select(document => learner.LogLikelihoods(document)).ToList();
        var thresholds = Thresholds(learner, mixture, length, key, options);
        return new DocumentPrior(
            likelihoods.Any(row => double.IsFinite(row.Max())) ? MixtureWeights.Estimate(likelihoods) : null,
            [.. likelihoods.Select(Certainty).Where(double.IsFinite)],
            likelihoods.Count(row => row.Zip(thresholds).All(pair => pair.First < pair.Second)),
            documents.Count,
            options.ReferenceShare);
    }

    private static int Length(IReadOnlyList<int[]> documents)
    {
        if (documents.Count == 0 || documents[0].Length == 0)
        {
            throw new InputException("documents: none, or empty ones; at least one document of one symbol is needed");
        }
        var other = documents.FirstOrDefault(document => document.Length != documents[0].Length);
        return other is null
            ? documents[0].Length
            : throw new InputException($"documents: of {documents[0].Length} and of {other.Length} symbols; all must be as long");
    }

    /// <summary>The log-likelihood that all but the reference share of each component's own documents reach.</summary>
    private static double[] Thresholds(
        DocumentLearner learner, HmmMixture mixture, int length, RandomKey key, DocumentPriorOptions options) =>
    [
        .. Enumerable.Range(0, mixture.Components.Count).Select(component =>
        {
            var weights = new double[mixture.Components.Count];
            weights[component] = 1;
            var sampler = DocumentSampler.ForComponents(mixture, length, key.Derive(component), weights);
            var own = Enumerable.Range(0, options.ReferenceDocuments)
                .Select(i => learner.LogLikelihood(sampler.Sample(i).Tokens, component)).Order().ToArray();
            return own[(int)(options.ReferenceShare * own.Length)];
        }),
    ];

    private static double Certainty(double[] row)
    {
        var best = row.Max();
        return 1 / row.Sum(value => Math.Exp(value - best));
    }
}
