using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Preferences;

/// <summary>
/// Draws preference pairs (protocol §3): a prompt, a chosen answer of a favoured component and a rejected one of a
/// suppressed component, the components drawn by weight and independent of each other. Pair i is a pure function of
/// (mixture, options, key, i). Safe to share between threads.
/// </summary>
/// <remarks>
/// Without prompt symbols the prompt is the BOS alone, and the answers are whole documents (the published setting).
/// With prompt symbols x of the suppressed component s (<see cref="PreferencePromptSource.Suppressed"/>), x and the
/// rejected answer are one document of s, so that the answer is a sample of p(· | x, s), and the chosen answer is a
/// sample of p(· | x, f) for the favoured component f: its hidden state at the end of x is drawn from its exact
/// posterior given x, and it walks on from there. With <see cref="PreferencePromptSource.Mixture"/>, x is the beginning
/// of a document of the mixture, and both answers are such continuations. Many mixtures give x probability 0 under f;
/// the posterior is then the one of <see cref="PreferencePairOptions.PromptSmoothing"/>.
/// </remarks>
public sealed class PreferencePairSampler
{
    private readonly AnswerSampler _chosen;
    private readonly AnswerSampler _rejected;
    private readonly DocumentSampler? _prompts;
    private readonly DocumentSampler _documents;
    private readonly HmmMixture _mixture;
    private readonly int _promptSymbols;

    /// <summary>Creates a sampler.</summary>
    /// <param name="mixture">The mixture.</param>
    /// <param name="options">Which components, and how long prompts and answers are.</param>
    /// <param name="key">The name of the stream.</param>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range; the message names it.</exception>
    public PreferencePairSampler(HmmMixture mixture, PreferencePairOptions options, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(mixture.Components.Count);
        var chosen = options.ChosenWeights(mixture.Prior);
        var rejected = options.RejectedWeights(mixture.Prior);
        var (symbols, smoothing) = (options.AnswerSymbols, options.PromptSmoothing);
        _mixture = mixture;
        _promptSymbols = options.PromptSymbols;
        _chosen = new AnswerSampler(mixture, chosen, symbols, smoothing, key.Derive("chosen"));
        _rejected = new AnswerSampler(mixture, rejected, symbols, smoothing, key.Derive("rejected"));
        _documents = DocumentSampler.ForComponents(
            mixture, _promptSymbols + symbols, key.Derive("rejected"), rejected);
        _prompts = _promptSymbols > 0 && options.PromptSource == PreferencePromptSource.Mixture
            ? new DocumentSampler(mixture, _promptSymbols, key.Derive("prompt"))
            : null;
    }

    /// <summary>Pair <paramref name="index"/>.</summary>
    /// <exception cref="Primitives.Errors.InputException">
    /// A component cannot produce the prompt, not even with smoothed transitions; the message names pair and component.
    /// </exception>
    public PreferencePair Sample(long index)
    {
        var (prompt, rejected, suppressed) = _prompts is null ? Cut(index) : Continue(index);
        var (chosen, favoured) = _chosen.Sample(index, prompt);
        return new PreferencePair([_mixture.BosToken, .. prompt], chosen, rejected, favoured, suppressed);
    }

    /// <summary>A document of a suppressed component in two: its rest is an exact sample given its beginning.</summary>
    private (int[] Prompt, int[] Rejected, int Component) Cut(long index)
    {
        var document = _documents.Sample(index);
        return (document.Tokens[.._promptSymbols], document.Tokens[_promptSymbols..], document.Component!.Value);
    }

    private (int[] Prompt, int[] Rejected, int Component) Continue(long index)
    {
        var prompt = _prompts!.Sample(index).Tokens;
        var (rejected, component) = _rejected.Sample(index, prompt);
        return (prompt, rejected, component);
    }
}
