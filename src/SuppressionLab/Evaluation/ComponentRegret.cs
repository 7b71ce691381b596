namespace SuppressionLab.Evaluation;

/// <summary>The loss of a model on the documents of one component, beside the exact learner's.</summary>
/// <param name="Component">The component; −1 for documents of unknown component.</param>
/// <param name="Documents">The number of documents.</param>
/// <param name="Tokens">The number of symbols predicted.</param>
/// <param name="ModelNll">The model's mean negative log-likelihood, in nats a token.</param>
/// <param name="ModelNllStandardError">
/// Its standard error over documents (each weighted by its length); NaN with fewer than two documents.
/// </param>
/// <param name="LearnerNll">
/// The exact learner's, in nats a token; null if the learner gives a document no probability (a component of zero
/// prior without smoothing).
/// </param>
/// <param name="Regret">ModelNll − LearnerNll, in nats a token; null where LearnerNll is.</param>
/// <param name="RegretStandardError">
/// The standard error of the paired difference over documents; null where Regret is, NaN with fewer than two documents.
/// </param>
public sealed record ComponentRegret(
    int Component,
    int Documents,
    long Tokens,
    double ModelNll,
    double ModelNllStandardError,
    double? LearnerNll,
    double? Regret,
    double? RegretStandardError);
