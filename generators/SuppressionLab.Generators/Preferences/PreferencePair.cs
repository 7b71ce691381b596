using System.Text.Json.Serialization;

namespace SuppressionLab.Generators.Preferences;

/// <summary>One comparison for preference training: after the prompt, chosen is preferred to rejected.</summary>
/// <param name="Prompt">The beginning token BOS = V + 1, then possibly symbols.</param>
/// <param name="Chosen">Symbols of a favoured component.</param>
/// <param name="Rejected">Symbols of a suppressed component, as many where pairs are generated.</param>
/// <param name="FavouredComponent">The component of the chosen answer; null if it is not known.</param>
/// <param name="SuppressedComponent">The component of the rejected answer; null if it is not known.</param>
public sealed record PreferencePair(
    int[] Prompt,
    int[] Chosen,
    int[] Rejected,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? FavouredComponent = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? SuppressedComponent = null);
