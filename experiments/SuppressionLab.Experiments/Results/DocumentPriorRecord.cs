namespace SuppressionLab.Experiments.Results;

/// <summary>The prior that a model's own documents follow, read without any law.</summary>
internal sealed record DocumentPriorRecord
{
    /// <summary>Which network.</summary>
    public required string Model { get; init; }

    /// <summary>The suppression method, or <c>none</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Documents of suppression.</summary>
    public required double Amount { get; init; }

    /// <summary>The root seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Documents written.</summary>
    public required int Documents { get; init; }

    /// <summary>The weight of each component, by maximum likelihood; null where no document is possible under any.</summary>
    public required double[]? Prior { get; init; }

    /// <summary>Their standard errors; null for one at its bound of 0.</summary>
    public required double?[]? StandardErrors { get; init; }

    /// <summary>Their 95 % profile-likelihood intervals [low, high].</summary>
    public required double[][]? Intervals { get; init; }

    /// <summary>The sum over the suppressed components.</summary>
    public required double? Suppressed { get; init; }

    /// <summary>Its 95 % profile-likelihood interval [low, high].</summary>
    public required double[]? SuppressedInterval { get; init; }

    /// <summary>The share of documents that no component explains.</summary>
    public required double UnexplainedShare { get; init; }

    /// <summary>Its binomial standard error.</summary>
    public required double UnexplainedStandardError { get; init; }

    /// <summary>The share of true documents that would count as unexplained at most.</summary>
    public required double ReferenceShare { get; init; }

    /// <summary>The mean posterior of a document's most likely component under a uniform prior.</summary>
    public required double? MeanCertainty { get; init; }

    /// <summary>The mean probability that a document left the symbols on its way (padding or BOS), which was not allowed.</summary>
    public required double ExcludedProbability { get; init; }
}
