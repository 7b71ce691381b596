namespace SuppressionLab.LanguageModels.Networks;

/// <summary>A matrix of a network's blocks, to which an adapter can be put.</summary>
/// <param name="Name">Its name in a checkpoint, without <c>.weight</c> at its end: <c>transformer.h.0.attn.c_attn</c>.</param>
/// <param name="Target">The name by which adapters choose it, the same in every block: <c>c_attn</c>.</param>
/// <param name="Inputs">The number of values it reads for each token.</param>
/// <param name="Outputs">The number of values it writes for each token.</param>
public sealed record NetworkMatrix(string Name, string Target, int Inputs, int Outputs);
