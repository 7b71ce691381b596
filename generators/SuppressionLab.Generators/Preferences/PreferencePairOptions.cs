using System.Globalization;
using SuppressionLab.Generators.Suppression;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Preferences;

/// <summary>How a <see cref="PreferencePairSampler"/> draws pairs.</summary>
public sealed record PreferencePairOptions
{
    /// <summary>The components of chosen answers: one or more, each once.</summary>
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

    /// <summary>The symbols of an answer, at least 1.</summary>
    public required int AnswerSymbols { get; init; }

    /// <summary>The symbols of a prompt behind its BOS, at least 0. Default: 0, the BOS is the whole prompt.</summary>
    public int PromptSymbols { get; init; }

    /// <summary>Whose document the prompt symbols begin. Default: the suppressed component's.</summary>
    public PreferencePromptSource PromptSource { get; init; } = PreferencePromptSource.Suppressed;

    /// <summary>
    /// ε, in [0, 1]: where a component cannot produce the prompt (its likelihood is 0), its state at the prompt's end is
    /// inferred with transitions (1−ε)·T + ε/N, those of the document learner; with 0 such a prompt is refused. Where it
    /// can, ε plays no part. Default: 0.01.
    /// </summary>
    public double PromptSmoothing { get; init; } = 0.01;

    /// <summary>Refuses what cannot be drawn from a mixture of some number of components.</summary>
    /// <exception cref="InputException">A field is out of range; the message names it and what is allowed.</exception>
    internal void Validate(int components)
    {
        ComponentChoice.Check(Favoured, components, nameof(Favoured));
        ComponentChoice.Check(Suppressed ?? [], components, nameof(Suppressed));
        if (Favoured.Count == 0 || Favoured.Count == components)
        {
            throw new InputException(
                $"{nameof(Favoured)}: {Favoured.Count} of {components} components; at least one, and not all, are "
                + "allowed");
        }
        if (Suppressed is { Count: 0 })
        {
            throw new InputException(
                $"{nameof(Suppressed)}: no components; at least one is needed, or null for all others");
        }
        if (Suppressed?.FirstOrDefault(Favoured.Contains, -1) is { } both and >= 0)
        {
            throw new InputException($"{nameof(Suppressed)}: component {both} is favoured; it cannot be both");
        }
        if (AnswerSymbols < 1 || PromptSymbols < 0 || (long)AnswerSymbols + PromptSymbols >= Array.MaxLength)
        {
            throw new InputException(
                $"{nameof(PromptSymbols)} and {nameof(AnswerSymbols)}: {PromptSymbols} and {AnswerSymbols}; at least 0 "
                + $"and 1, together less than {Array.MaxLength}, are allowed");
        }
        if (!Enum.IsDefined(PromptSource))
        {
            throw new InputException($"{nameof(PromptSource)}: {PromptSource}; Suppressed and Mixture are allowed");
        }
        if (!(PromptSmoothing is >= 0 and <= 1))
        {
            throw new InputException(
                $"{nameof(PromptSmoothing)}: {PromptSmoothing.ToString(CultureInfo.InvariantCulture)}; a number in "
                + "[0, 1] is allowed");
        }
    }

    /// <summary>The weight of each of the mixture's components in chosen answers; sums to 1.</summary>
    internal double[] ChosenWeights(IReadOnlyList<double> prior) =>
        Weights(Favoured, FavouredWeights, prior, nameof(FavouredWeights));

    /// <summary>The weight of each of the mixture's components in rejected answers; sums to 1.</summary>
    internal double[] RejectedWeights(IReadOnlyList<double> prior) => Weights(
        Suppressed ?? [.. Enumerable.Range(0, prior.Count).Except(Favoured)],
        SuppressedWeights,
        prior,
        nameof(SuppressedWeights));

    private static double[] Weights(
        IReadOnlyList<int> components, IReadOnlyList<double>? weights, IReadOnlyList<double> prior, string name)
    {
        double[] chosen = [.. weights ?? [.. components.Select(component => prior[component])]];
        var sum = chosen.Sum();
        if (chosen.Length != components.Count || chosen.Any(w => !(w >= 0)) || !double.IsFinite(sum) || !(sum > 0))
        {
            var text = string.Join(", ", chosen.Select(w => w.ToString(CultureInfo.InvariantCulture)));
            throw new InputException(
                $"{name}: {text}; {components.Count} finite numbers of at least 0, not all 0, are allowed"
                + (weights is null ? " (the mixture's prior, since none are given)" : ""));
        }
        var result = new double[prior.Count];
        for (var i = 0; i < chosen.Length; i++)
        {
            result[components[i]] = chosen[i] / sum;
        }
        return result;
    }
}
