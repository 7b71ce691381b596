using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Separability;

/// <summary>How <see cref="ComponentDistance"/> measures.</summary>
public sealed record ComponentDistanceOptions
{
    /// <summary>The length T of the documents in symbols; 1 or more. Default: 256.</summary>
    public int Symbols { get; init; } = 256;

    /// <summary>Documents drawn from each component; 2 or more. Default: 256.</summary>
    public int Documents { get; init; } = 256;

    /// <summary>Refuses values out of range.</summary>
    internal void Validate()
    {
        if (Symbols < 1)
        {
            throw new InputException($"symbols: {Symbols}; 1 or more are allowed");
        }
        if (Documents < 2)
        {
            throw new InputException($"documents: {Documents}; 2 or more are allowed");
        }
    }
}
