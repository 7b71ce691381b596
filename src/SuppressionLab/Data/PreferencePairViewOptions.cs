using SuppressionLab.Generators.Preferences;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Data;

/// <summary>
/// Which preference pairs a generated view holds (Arora et al. 2024: chosen favoured, rejected suppressed).
/// </summary>
public sealed record PreferencePairViewOptions
{
    /// <summary>The number of pairs, at least 1.</summary>
    public required int Count { get; init; }

    /// <summary>
    /// The length of prompt and answer together in tokens, counting the BOS: an answer has Length − PromptLength symbols.
    /// More than <see cref="PromptLength"/>.
    /// </summary>
    public required int Length { get; init; }

    /// <summary>The components of chosen answers: one or more, not all, each once.</summary>
    public required IReadOnlyList<int> Favoured { get; init; }

    /// <summary>
    /// The weight of each entry of <see cref="Favoured"/>, not negative and not all 0. Default: the mixture's prior.
    /// </summary>
    public IReadOnlyList<double>? FavouredWeights { get; init; }

    /// <summary>
    /// The components of rejected answers: one or more, each once, none of them favoured. Default: all that are not
    /// favoured.
    /// </summary>
    public IReadOnlyList<int>? Suppressed { get; init; }

    /// <summary>
    /// The weight of each entry of <see cref="Suppressed"/>, not negative and not all 0. Default: the mixture's prior.
    /// </summary>
    public IReadOnlyList<double>? SuppressedWeights { get; init; }

    /// <summary>The length of a prompt in tokens, counting its BOS; at least 1. Default: 1, the BOS alone.</summary>
    public int PromptLength { get; init; } = 1;

    /// <summary>Whose document the prompt's symbols begin. Default: the suppressed component's.</summary>
    public PreferencePromptSource PromptSource { get; init; } = PreferencePromptSource.Suppressed;

    /// <summary>
    /// ε, in [0, 1], for components that cannot produce the prompt; see
    /// <see cref="PreferencePairOptions.PromptSmoothing"/>. Default: 0.01.
    /// </summary>
    public double PromptSmoothing { get; init; } = 0.01;

    /// <summary>The root seed. Default: the <c>MLContext</c>'s seed, or 0 if it has none.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The name of the random stream below the seed. Default: <c>pairs</c>.</summary>
    public string Stream { get; init; } = "pairs";

    internal void Validate()
    {
        if (Count < 1)
        {
            throw new InputException($"Count is {Count}; at least 1 pair is needed");
        }
        if (PromptLength < 1)
        {
            throw new InputException($"PromptLength is {PromptLength}; a prompt has at least 1 token, its BOS");
        }
        if (Length <= PromptLength)
        {
            throw new InputException(
                $"Length is {Length}; with PromptLength {PromptLength} it must be at least {PromptLength + 1L}");
        }
        if (string.IsNullOrEmpty(Stream))
        {
            throw new InputException("Stream is empty; it must name a random stream");
        }
    }

    internal PreferencePairOptions Sampling() => new()
    {
        Favoured = Favoured,
        FavouredWeights = FavouredWeights,
        Suppressed = Suppressed,
        SuppressedWeights = SuppressedWeights,
        AnswerSymbols = Length - PromptLength,
        PromptSymbols = PromptLength - 1,
        PromptSource = PromptSource,
        PromptSmoothing = PromptSmoothing,
    };
}
