namespace SuppressionLab.Experiments.Results;

/// <summary>How far a model is from the exact learner on fresh documents of one component.</summary>
internal sealed record RegretRecord
{
    /// <summary>Which network.</summary>
    public required string Model { get; init; }

    /// <summary>The suppression method, or <c>none</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Documents of suppression.</summary>
    public required double Amount { get; init; }

    /// <summary>The root seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The component whose documents these are.</summary>
    public required int Component { get; init; }

    /// <summary>Documents scored.</summary>
    public required long Documents { get; init; }

    /// <summary>The model's loss, in nats a token.</summary>
    public required double ModelNll { get; init; }

    /// <summary>Its standard error over documents.</summary>
    public required double? ModelNllStandardError { get; init; }

    /// <summary>The exact learner's loss; null where the component has weight 0.</summary>
    public required double? LearnerNll { get; init; }

    /// <summary>
    /// The difference. Averaged over components under the learner's prior it is at least 0 in expectation; on one component a
    /// model that expects it more than the prior does can be below.
    /// </summary>
    public required double? Regret { get; init; }

    /// <summary>Its standard error over documents.</summary>
    public required double? RegretStandardError { get; init; }
}
