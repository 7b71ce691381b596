using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Oracle;

/// <summary>
/// The exact learner that knows how prompts are made (protocol §1 and §2) and is the true upper line of an
/// in-context-learning curve: given the component, one start property, uniform in 1 … P−1, holds for the whole prompt
/// and is summed out exactly; every example starts with a uniform entity at that property, walks k states, and ends
/// with a certain delimiter. Its prior over components is the mixture's, unless a uniform one is asked for. A sequence
/// is read as examples of k + 1 symbols one after another, the last possibly cut short.
/// </summary>
public sealed class PromptLearner : ExactLearner
{
    private readonly PromptProcess _process;

    /// <summary>Prepares the learner; takes about 8·N² bytes a component up to 2,048 states, 8·N·V beyond.</summary>
    /// <param name="mixture">A factored mixture.</param>
    /// <param name="k">The number of symbols in an example; at least 2.</param>
    /// <param name="uniformPrior">
    /// True for a prior of 1/M, which is how prompts draw their component; false for the mixture's prior, which is what
    /// a model trained on its documents would bring.
    /// </param>
    /// <exception cref="InputException">The mixture is a general one, or k is less than 2.</exception>
    public PromptLearner(HmmMixture mixture, int k, bool uniformPrior = false)
        : base((mixture ?? throw new ArgumentNullException(nameof(mixture))).Components.Count, mixture.VocabularySize)
    {
        if (k < 2)
        {
            throw new InputException($"k: {k}; an example has at least 2 symbols");
        }
        K = k;
        double[] prior = uniformPrior
            ? [.. Enumerable.Repeat(1.0 / ComponentCount, ComponentCount)]
            : [.. mixture.Prior];
        _process = new PromptProcess(mixture, k, prior);
    }

    /// <summary>The number k of symbols in an example.</summary>
    public int K { get; }

    internal override Walk Begin() => new PromptWalk(_process);

    private protected override double[] LogLikelihoods(Walk walk) =>
        walk.LogLikelihoods(_process.Shares, ComponentCount);

    private protected override void CheckPrompt(InContextPrompt prompt)
    {
        base.CheckPrompt(prompt);
        if (prompt.K != K)
        {
            throw new InputException($"k: the prompt has examples of {prompt.K} symbols; this learner knows k = {K}");
        }
    }
}
