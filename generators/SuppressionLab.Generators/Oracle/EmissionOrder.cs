using SuppressionLab.Generators.Mixtures;

namespace SuppressionLab.Generators.Oracle;

/// <summary>The states of a component whose emissions are deterministic, sorted by the symbol that they emit.</summary>
internal sealed class EmissionOrder
{
    private EmissionOrder(int vocabularySize, int[] symbolOf)
    {
        VocabularySize = vocabularySize;
        First = new int[vocabularySize];
        Count = new int[vocabularySize];
        States = [.. Enumerable.Range(0, symbolOf.Length).OrderBy(state => symbolOf[state])];
        foreach (var symbol in symbolOf)
        {
            Count[symbol]++;
        }
        for (var symbol = 1; symbol < vocabularySize; symbol++)
        {
            First[symbol] = First[symbol - 1] + Count[symbol - 1];
        }
    }

    /// <summary>The number V of symbols.</summary>
    public int VocabularySize { get; }

    /// <summary>[N] states in the order of their symbols, then of their index.</summary>
    public int[] States { get; }

    /// <summary>[V] where a symbol's states begin.</summary>
    public int[] First { get; }

    /// <summary>[V] how many states emit a symbol.</summary>
    public int[] Count { get; }

    /// <summary>The order, or null if some state emits several symbols.</summary>
    public static EmissionOrder? TryCreate(HmmComponent component, int vocabularySize)
    {
        var symbolOf = new int[component.StateCount];
        for (var state = 0; state < symbolOf.Length; state++)
        {
            symbolOf[state] = component is FactoredComponent factored
                ? factored.Symbol(state)
                : CertainSymbol(component, state, vocabularySize);
            if (symbolOf[state] < 0)
            {
                return null;
            }
        }
        return new EmissionOrder(vocabularySize, symbolOf);
    }

    private static int CertainSymbol(HmmComponent component, int state, int vocabularySize)
    {
        for (var symbol = 0; symbol < vocabularySize; symbol++)
        {
            // Exactly 1: an emission of 1 − 1e-12 leaves room for other symbols.
            if (component.Emission(state, symbol) == 1)
            {
                return symbol;
            }
        }
        return -1;
    }
}
