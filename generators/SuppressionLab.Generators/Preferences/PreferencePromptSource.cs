namespace SuppressionLab.Generators.Preferences;

/// <summary>Whose document the prompt symbols of a preference pair begin.</summary>
public enum PreferencePromptSource
{
    /// <summary>
    /// The suppressed component's: prompt and rejected answer are one document of it, and the chosen answer is what a
    /// favoured component would say to the same beginning.
    /// </summary>
    Suppressed,

    /// <summary>
    /// Any component's, drawn from the mixture's prior; both answers are then continuations of a document that is in
    /// general neither's.
    /// </summary>
    Mixture,
}
