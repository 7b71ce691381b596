namespace SuppressionLab.Experiments.Methods;

/// <summary>A number that a method's loss has.</summary>
/// <param name="Name">Its name in plans.</param>
/// <param name="Default">Its value unless a plan gives another.</param>
/// <param name="Range">What is allowed, in words.</param>
/// <param name="Meaning">What it is, in a few words.</param>
internal sealed record MethodParameter(string Name, double Default, string Range, string Meaning);
