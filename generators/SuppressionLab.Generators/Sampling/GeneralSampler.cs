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
        if (symbols.IsEmpty)
        {
            return;
        }
        var state = _start.Draw(0, stream.NextUInt64());
        symbols[0] = _emissions.Draw(state, stream.NextUInt64());
        Continue(stream, state, symbols[1..]);
    }

    public override void Continue(RandomStream stream, int state, Span<int> symbols)
    {
        for (var t = 0; t < symbols.Length; t++)
        {
            state = _transitions.Draw(state, stream.NextUInt64());
            symbols[t] = _emissions.Draw(state, stream.NextUInt64());
        }
    }
}
