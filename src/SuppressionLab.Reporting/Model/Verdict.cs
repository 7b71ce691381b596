namespace SuppressionLab.Reporting.Model;

/// <summary>What the run showed, in a sentence that can stand alone.</summary>
/// <param name="Headline">The sentence.</param>
/// <param name="Details">The numbers behind it, with their uncertainty; may be empty.</param>
/// <param name="Tone">How to take it.</param>
public sealed record Verdict(string Headline, string Details, Tone Tone = Tone.Neutral);
