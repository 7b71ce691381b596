namespace SuppressionLab.Laws.DoseResponse;

/// <summary>A law's parameters at one dose: an amount of suppression, or a size of network.</summary>
/// <param name="X">The dose, at least 0: documents, tokens, layers.</param>
/// <param name="Natural">The natural parameters, in the family's order.</param>
public sealed record DosePoint(double X, IReadOnlyList<double> Natural);
