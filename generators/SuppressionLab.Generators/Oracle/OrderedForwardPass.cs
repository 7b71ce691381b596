using SuppressionLab.Generators.Mixtures;

namespace SuppressionLab.Generators.Oracle;

/// <summary>A forward pass over states that each emit one symbol: only those of the last symbol are live.</summary>
internal abstract class OrderedForwardPass : ForwardPass
{
    /// <summary>Above this many states, N² stored doubles a component (32 MiB and more) give way to products.</summary>
    private const int MostStoredStates = 2_048;

    protected OrderedForwardPass(HmmComponent component, EmissionOrder order, double[,] nextSymbols)
        : base(component, order.VocabularySize, nextSymbols) => Order = order;

    protected EmissionOrder Order { get; }

    public static OrderedForwardPass Create(HmmComponent component, EmissionOrder order, double smoothing) =>
        component is FactoredComponent { StateCount: > MostStoredStates } factored
            ? new FactoredForwardPass(factored, order, smoothing)
            : new BlockForwardPass(component, order, smoothing);

    /// <summary>Makes the states of one property that emit a symbol live, each with an equal probability.</summary>
    /// <param name="state">A state that is not impossible; its sum is the probability so far.</param>
    /// <param name="symbol">The first symbol of a fresh example.</param>
    /// <param name="property">The example's start property.</param>
    /// <param name="properties">P.</param>
    /// <param name="probability">The probability of each entity, 1/E.</param>
    public void Reseed(ForwardState state, int symbol, int property, int properties, double probability)
    {
        var (first, count) = LiveRows(symbol);
        Array.Clear(state.Spare);
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            if (Order.States[first + i] % properties == property)
            {
                state.Spare[i] = state.Sum * probability;
                sum += state.Spare[i];
            }
        }
        state.Accept(symbol, sum);
    }

    protected override int StateOf(int row) => Order.States[row];

    protected override (int First, int Count) LiveRows(int symbol) => (Order.First[symbol], Order.Count[symbol]);
}
