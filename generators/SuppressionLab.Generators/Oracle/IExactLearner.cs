using SuppressionLab.Generators.Prompts;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Oracle;

/// <summary>
/// An exact Bayesian learner: it knows the mixture, and is uncertain only about which component speaks and in which
/// hidden state. Sequences are symbols in 0 … V−1 without BOS or padding. Safe to share between threads, and the bits
/// of its results do not depend on them. A symbol outside 0 … V−1 is refused with an
/// <see cref="InputException"/> by every member.
/// </summary>
/// <remarks>
/// Where every component with a positive prior has likelihood 0, the next symbol's probabilities are not defined: the
/// posterior then stays at its last defined value and predictions are NaN.
/// </remarks>
public interface IExactLearner
{
    /// <summary>The number M of components.</summary>
    int ComponentCount { get; }

    /// <summary>The number V of symbols.</summary>
    int VocabularySize { get; }

    /// <summary>ln p(symbols | component) for each component, in nats.</summary>
    /// <param name="symbols">T symbols.</param>
    /// <returns>M entries; −∞ where impossible. Components of prior 0 are evaluated like the others.</returns>
    double[] LogLikelihoods(ReadOnlySpan<int> symbols);

    /// <summary>Everything that the learner believes along a sequence.</summary>
    /// <param name="symbols">T symbols.</param>
    LearnerTrace Trace(ReadOnlySpan<int> symbols);

    /// <summary>ln p(x_t | x_&lt;t) of the mixture for each symbol, in nats.</summary>
    /// <param name="symbols">T symbols.</param>
    /// <param name="result">
    /// Receives T entries: −∞ at the first symbol that the mixture cannot produce and NaN behind it.
    /// </param>
    /// <exception cref="ArgumentException">The result is shorter than the sequence.</exception>
    void SymbolLogProbabilities(ReadOnlySpan<int> symbols, Span<double> result);

    /// <summary>The mixture's probability of the label behind each scored position of a prompt.</summary>
    /// <param name="prompt">A prompt of this mixture.</param>
    /// <returns>One probability a scored position; NaN where the prompt so far has likelihood 0.</returns>
    double[] LabelProbabilities(InContextPrompt prompt);
}
