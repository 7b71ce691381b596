namespace SuppressionLab.Experiments.Runs;

/// <summary>What a run's folder says of itself, in <c>run.json</c>.</summary>
internal sealed record RunRecord
{
    /// <summary>The file's name.</summary>
    public const string FileName = "run.json";

    /// <summary>What <see cref="Format"/> must be.</summary>
    public const string Current = "suppressionlab/run";

    /// <summary>The file's format.</summary>
    public string Format { get; init; } = Current;

    /// <summary>The plan's name.</summary>
    public required string Plan { get; init; }

    /// <summary>The plan's hash.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The store, relative to the folder.</summary>
    public required string Store { get; init; }

    /// <summary>The version of the code that last ran it.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>What was last published; null before the run's end.</summary>
    public Publication? Publication { get; init; }
}
