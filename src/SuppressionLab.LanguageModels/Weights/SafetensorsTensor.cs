namespace SuppressionLab.LanguageModels.Weights;

/// <summary>A named float32 tensor on its way into or out of a safetensors file.</summary>
/// <param name="Name">The name, unique in the file.</param>
/// <param name="Shape">The sizes; empty for a scalar.</param>
/// <param name="Values">The values in row-major order, as many as the product of the sizes.</param>
public sealed record SafetensorsTensor(string Name, long[] Shape, ReadOnlyMemory<float> Values);
