using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Data;

/// <summary>Which in-context prompts a generated view holds (Xie et al. 2021, section 4).</summary>
public sealed record InContextPromptViewOptions
{
    /// <summary>The example length k in symbols, at least 2.</summary>
    public required int K { get; init; }

    /// <summary>The context length in tokens: a prompt has ⌊ContextLength / (k + 1)⌋ examples, at least 1.</summary>
    public required int ContextLength { get; init; }

    /// <summary>The largest number of examples in a prompt, at least 1. Default: as many as the context holds.</summary>
    public int? MaximumExamples { get; init; }

    /// <summary>The number of prompts, at least 1; components are drawn uniformly whatever the mixture's prior.</summary>
    public required int Count { get; init; }

    /// <summary>The root seed. Default: the <c>MLContext</c>'s seed, or 0 if it has none.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The name of the random stream below the seed; k is derived below it. Default: <c>prompts</c>.</summary>
    public string Stream { get; init; } = "prompts";

    /// <summary>The smoothing ε of the document learner's transition rows, in [0, 1]. Default: 0.01.</summary>
    public double DocumentLearnerSmoothing { get; init; } = 0.01;

    internal void Validate()
    {
        if (Count < 1)
        {
            throw new InputException($"Count is {Count}; at least 1 prompt is needed");
        }
        if (K < 2)
        {
            throw new InputException($"K is {K}; an example has at least 2 symbols");
        }
        if (ContextLength < K + 1)
        {
            throw new InputException(
                $"ContextLength is {ContextLength}; a prompt of one example needs K + 1 = {K + 1} tokens");
        }
        if (MaximumExamples < 1)
        {
            throw new InputException($"MaximumExamples is {MaximumExamples}; at least 1 is needed, or null for no limit");
        }
        if (string.IsNullOrEmpty(Stream))
        {
            throw new InputException("Stream is empty; it must name a random stream");
        }
    }
}
