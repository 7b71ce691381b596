namespace SuppressionLab.Experiments.Results;

/// <summary>What one learning rate did to held-out documents.</summary>
/// <param name="Rate">The rate.</param>
/// <param name="KeptLoss">The loss of documents of kept components after training, in nats a token; null if training broke.</param>
/// <param name="SuppressedLoss">The loss of documents of suppressed components; null if training broke.</param>
internal sealed record LearningRateTrial(double Rate, double? KeptLoss, double? SuppressedLoss);
