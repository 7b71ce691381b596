namespace SuppressionLab.Experiments.Results;

/// <summary>The search for one method's learning rate.</summary>
/// <param name="Method">The method's label.</param>
/// <param name="Model">Which network.</param>
/// <param name="Seed">The seed that was searched with.</param>
/// <param name="KeptLoss">The pretrained model's loss on kept documents, in nats a token.</param>
/// <param name="SuppressedLoss">Its loss on suppressed documents.</param>
/// <param name="Trials">What each rate did.</param>
/// <param name="Chosen">The rate that was chosen.</param>
internal sealed record LearningRateRecord(
    string Method, string Model, long Seed, double KeptLoss, double SuppressedLoss, LearningRateTrial[] Trials, double Chosen);
