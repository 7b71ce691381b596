namespace SuppressionLab.Experiments.Results;

/// <summary>How well one model of what suppression changed describes the curves.</summary>
/// <param name="Model">Its name in files.</param>
/// <param name="Title">Its name in reports.</param>
/// <param name="FreeParameters">Its free parameters.</param>
/// <param name="Sse">The squared error in probability.</param>
/// <param name="Explained">The share that it gains of what freeing every parameter gains over "nothing".</param>
/// <param name="Aicc">Akaike's corrected criterion; null if there are too few points.</param>
/// <param name="Bic">Schwarz's criterion.</param>
/// <param name="HeldOutRmse">Root mean square error on held-out conditions, in probability.</param>
internal sealed record VerdictScore(
    string Model, string Title, int FreeParameters, double Sse, double Explained, double? Aicc, double? Bic, double HeldOutRmse);
