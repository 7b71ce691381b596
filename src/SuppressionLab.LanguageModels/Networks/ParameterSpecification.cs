namespace SuppressionLab.LanguageModels.Networks;

/// <summary>One trained tensor of a network.</summary>
/// <param name="Name">Its name in a Hugging Face checkpoint.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Decays">Whether weight decay applies: true for matrices, false for layer norms and biases.</param>
/// <param name="InitialMean">The mean of its initial values.</param>
/// <param name="InitialDeviation">Their standard deviation; 0 for constants.</param>
public sealed record ParameterSpecification(
    string Name, long[] Shape, bool Decays, double InitialMean, double InitialDeviation)
{
    /// <summary>The number of values.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => checked(product * size));
}
