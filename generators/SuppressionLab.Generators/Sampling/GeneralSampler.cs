using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Sampling;

/// <summary>Samples a component without structure: a draw for the state and a draw for its symbol.</summary>
internal sealed class GeneralSampler(GeneralComponent component) : ComponentSampler
{
    private readonly AliasRows _start = AliasRows.Single(component.Start);
    private readonly AliasRows _transitions = new(component.Transitions);
    private readonly AliasRows _emissions = new(component.Emissions);

    public override void Sample(RandomStream stream, Span<int> symbols)
    {
        for (int t = 0, state = 0; t < symbols.Length; t++)
        {
            state = t == 0 ? _start.Draw(0, stream.NextUInt64()) : _transitions.Draw(state, stream.NextUInt64());
            symbols[t] = _emissions.Draw(state, stream.NextUInt64());
        }
    }
}
