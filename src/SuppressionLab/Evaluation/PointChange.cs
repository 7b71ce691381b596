namespace SuppressionLab.Evaluation;

/// <summary>How one point of a curve changed between two models that read the same prompts.</summary>
/// <param name="K">The example length in symbols.</param>
/// <param name="Component">The component.</param>
/// <param name="Shots">The number of complete examples before the scored one, from 0.</param>
/// <param name="Before">The first model's mean label probability.</param>
/// <param name="After">The second model's.</param>
/// <param name="Change">After − Before.</param>
/// <param name="StandardError">The standard error of the paired change over prompts; 0 for one prompt.</param>
/// <param name="Prompts">The number of prompts.</param>
public sealed record PointChange(
    int K, int Component, int Shots, double Before, double After, double Change, double StandardError, int Prompts);
