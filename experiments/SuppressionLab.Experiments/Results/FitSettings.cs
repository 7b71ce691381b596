using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Fitting;

namespace SuppressionLab.Experiments.Results;

/// <summary>How curves are fitted, and what is worked out beside the fit.</summary>
internal sealed record FitSettings
{
    /// <summary>The share of the shots to fit, in (0, 1]; the rest is scored.</summary>
    public double Prefix { get; init; } = 1;

    /// <summary>What to add to the table's shots.</summary>
    public int ShotOrigin { get; init; }

    /// <summary>How points count.</summary>
    public PointWeighting Weighting { get; init; } = PointWeighting.Equal;

    /// <summary>Whether intervals are worked out.</summary>
    public bool Intervals { get; init; } = true;

    /// <summary>Bootstrap replicates beside the intervals; 0 for none.</summary>
    public int Replicates { get; init; }

    /// <summary>The whole prompts behind the curves, at the table's shots; null for the noise of the bare table.</summary>
    public PromptSet? Prompts { get; init; }
}
