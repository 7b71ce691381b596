namespace SuppressionLab.Experiments.Results;

/// <summary>The losses of one training.</summary>
/// <param name="Model">Which network.</param>
/// <param name="Method"><c>none</c> for pretraining, or the suppression method.</param>
/// <param name="Amount">Documents of suppression; 0 for pretraining.</param>
/// <param name="Seed">The root seed.</param>
/// <param name="Points">Losses on the way, in nats a token.</param>
internal sealed record TrainingHistory(
    string Model, string Method, double Amount, long Seed, IReadOnlyList<TrainingHistoryPoint> Points);
