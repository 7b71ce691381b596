namespace SuppressionLab.Generators.Documents;

/// <summary>One comparison for preference training: after the prompt, chosen is preferred to rejected.</summary>
/// <param name="Prompt">The beginning token BOS = V + 1, then possibly symbols.</param>
/// <param name="Chosen">Symbols of a favoured component.</param>
/// <param name="Rejected">Symbols of a suppressed component, as many.</param>
public sealed record PreferencePair(int[] Prompt, int[] Chosen, int[] Rejected);
