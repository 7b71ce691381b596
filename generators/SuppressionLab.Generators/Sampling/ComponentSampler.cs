using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Sampling;

/// <summary>Draws symbol sequences from one component.</summary>
internal abstract class ComponentSampler
{
    /// <summary>Fills <paramref name="symbols"/> with one document.</summary>
    public abstract void Sample(RandomStream stream, Span<int> symbols);

    /// <summary>Fills <paramref name="symbols"/> with what follows a state that has emitted its symbol.</summary>
    public abstract void Continue(RandomStream stream, int state, Span<int> symbols);

    public static ComponentSampler Create(HmmComponent component) => component switch
    {
        FactoredComponent factored => new FactoredSampler(factored),
        GeneralComponent general => new GeneralSampler(general),
        _ => throw new ArgumentException($"Unknown kind of component {component.GetType()}.", nameof(component)),
    };
}
