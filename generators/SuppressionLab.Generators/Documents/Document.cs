namespace SuppressionLab.Generators.Documents;

/// <summary>A document: symbols of one component, without the beginning token and without padding.</summary>
/// <param name="Tokens">Symbols in 0 … V−1.</param>
/// <param name="Component">The component that the document was drawn from; null if it is not known.</param>
public sealed record Document(int[] Tokens, int? Component = null);
