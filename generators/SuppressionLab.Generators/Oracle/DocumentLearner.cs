using System.Globalization;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Oracle;

/// <summary>
/// The exact learner that takes any sequence for one document (protocol §1): the component from the mixture's prior,
/// the first state from its start distribution, and transitions (1−ε)·T + ε/N on its N states, whose ε leaves every
/// jump possible, such as those between the independent examples of a prompt. With ε = 0 it is the exact mixture
/// itself.
/// </summary>
public sealed class DocumentLearner : ExactLearner
{
    private readonly HmmMixture _mixture;
    private readonly ForwardPass[] _passes;

    /// <summary>Prepares the learner; takes about 8·N² bytes a component up to 2,048 states, 8·N·V beyond.</summary>
    /// <param name="mixture">The mixture; its prior is the learner's.</param>
    /// <param name="smoothing">ε, in [0, 1].</param>
    /// <exception cref="InputException">ε is out of range, or the mixture has too many states to score.</exception>
    public DocumentLearner(HmmMixture mixture, double smoothing = 0.01)
        : base((mixture ?? throw new ArgumentNullException(nameof(mixture))).Components.Count, mixture.VocabularySize)
    {
        if (!(smoothing is >= 0 and <= 1))
        {
            throw new InputException(
                $"smoothing: {smoothing.ToString(CultureInfo.InvariantCulture)}; a number in [0, 1] is allowed");
        }
        _mixture = mixture;
        Smoothing = smoothing;
        _passes = [.. mixture.Components.Select(c => ForwardPass.Create(c, mixture.VocabularySize, smoothing))];
    }

    /// <summary>ε, the weight of the uniform distribution over states in every transition row.</summary>
    public double Smoothing { get; }

    /// <inheritdoc/>
    public override double[] LogLikelihoods(ReadOnlySpan<int> symbols)
    {
        CheckSymbols(symbols);
        var result = new double[_passes.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = _passes[i].LogLikelihood(symbols);
        }
        return result;
    }

    /// <summary>ln p(symbols | component) for one component, in nats; −∞ where impossible.</summary>
    /// <param name="symbols">T symbols in 0 … V−1.</param>
    /// <param name="component">The component, in 0 … M−1.</param>
    /// <exception cref="InputException">A symbol is out of range.</exception>
    public double LogLikelihood(ReadOnlySpan<int> symbols, int component)
    {
        CheckSymbols(symbols);
        return _passes[component].LogLikelihood(symbols);
    }

    /// <summary>The posterior over components of a whole document under the mixture's prior.</summary>
    /// <param name="symbols">T symbols in 0 … V−1.</param>
    /// <exception cref="InputException">A symbol is out of range.</exception>
    public ComponentPosterior Infer(ReadOnlySpan<int> symbols) =>
        ComponentPosterior.Of(LogLikelihoods(symbols), _mixture.Prior);

    internal override Walk Begin() => new DocumentWalk(_passes, [.. _mixture.Prior]);

    private protected override double[] LogLikelihoods(Walk walk)
    {
        var shares = new double[_passes.Length];
        Array.Fill(shares, 1);
        return walk.LogLikelihoods(shares, shares.Length);
    }
}
