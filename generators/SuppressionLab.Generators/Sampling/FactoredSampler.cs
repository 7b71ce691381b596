using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Sampling;

/// <summary>
/// Samples a factored component with one 64-bit draw a symbol: the upper half moves the entity and the lower half the
/// property. An alias draw from 32 bits is off by less than P·2⁻³² ≈ 2·10⁻⁹ a column, far below what any feasible
/// sample can tell.
/// </summary>
internal sealed class FactoredSampler : ComponentSampler
{
    private readonly AliasRows _start;
    private readonly AliasRows _entities;
    private readonly AliasRows _properties;
    private readonly int[] _memory;
    private readonly int _propertyCount;

    public FactoredSampler(FactoredComponent component)
    {
        _start = AliasRows.Single(component.Start);
        _entities = new AliasRows(component.EntityTransitions);
        _properties = new AliasRows(component.PropertyTransitions);
        _memory = [.. component.Memory.Cast<int>()];
        _propertyCount = component.Properties;
    }

    public override void Sample(RandomStream stream, Span<int> symbols)
    {
        if (symbols.IsEmpty)
        {
            return;
        }
        var state = _start.Draw(0, stream.NextUInt64());
        symbols[0] = _memory[state];
        Walk(stream, state / _propertyCount, state % _propertyCount, symbols[1..]);
    }

    public override void Continue(RandomStream stream, int state, Span<int> symbols) =>
        Walk(stream, state / _propertyCount, state % _propertyCount, symbols);

    /// <summary>Fills <paramref name="symbols"/> with what follows a state; returns the last state.</summary>
    public int Walk(RandomStream stream, int entity, int property, Span<int> symbols)
    {
        var memory = _memory;
        for (var t = 0; t < symbols.Length; t++)
        {
            var bits = stream.NextUInt64();
            entity = _entities.Draw(entity, (uint)(bits >> 32));
            property = _properties.Draw(property, (uint)bits);
            symbols[t] = memory[(entity * _propertyCount) + property];
        }
        return (entity * _propertyCount) + property;
    }

    /// <summary>One move from a state.</summary>
    public int Next(RandomStream stream, int state)
    {
        var bits = stream.NextUInt64();
        var entity = _entities.Draw(state / _propertyCount, (uint)(bits >> 32));
        return (entity * _propertyCount) + _properties.Draw(state % _propertyCount, (uint)bits);
    }
}
