using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>What determines the shape of a network whose blocks attend to earlier tokens.</summary>
public abstract record AttentionConfiguration : NetworkConfiguration
{
    /// <summary>The number of attention heads, 1 to 2²⁰; a divisor of the width.</summary>
    public required int Heads { get; init; }

    /// <summary>
    /// 6·N + 12·layers·width·length (Kaplan et al. 2020, Table 1, and Chowdhery et al. 2022, Appendix B; the causal half of
    /// attention is counted in full).
    /// </summary>
    /// <inheritdoc cref="NetworkConfiguration.FlopsPerToken(int)" path="/param"/>
    public override double FlopsPerToken(int length) => base.FlopsPerToken(length) + (12.0 * Layers * Width * length);

    /// <inheritdoc/>
    public override string Describe() => $"{base.Describe()}, {Heads} heads";

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(nameof(Heads), Heads, MaximumSize);
        if (Width % Heads != 0)
        {
            throw new InputException($"heads: {Heads} does not divide the width {Width}; it must");
        }
    }
}
