namespace SuppressionLab.Laws.Suppression;

/// <summary>How well one model of what suppression changed describes the curves.</summary>
/// <param name="Model">The model.</param>
/// <param name="Sse">Σ of squared errors in probability over all conditions.</param>
/// <param name="Explained">
/// The share of what freeing every parameter gains over "nothing" that this model gains, in squared error; 0 to 1.
/// </param>
/// <param name="FreeParameters">Its free parameters.</param>
/// <param name="Aicc">Akaike's criterion with the small-sample correction; smaller is better.</param>
/// <param name="Bic">Schwarz's criterion; smaller is better.</param>
/// <param name="HeldOutRmse">
/// Root mean square error in probability on held-out conditions: what is shared comes from the other conditions, what is a
/// condition's own from half of its prompts (of its shots if there are no prompts), the error from the other half.
/// </param>
public sealed record ModelScore(
    SuppressionModel Model, double Sse, double Explained, int FreeParameters, double Aicc, double Bic, double HeldOutRmse);
