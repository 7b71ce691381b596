using SuppressionLab.Generators.Mixtures;

namespace SuppressionLab.Generators.Tests.Support;

/// <summary>Probabilities as plain sums over all hidden paths, written from the definitions and nothing else.</summary>
internal static class BruteForce
{
    /// <summary>p(symbols | component) of one document with transitions (1−ε)T + ε/N.</summary>
    public static double Document(HmmComponent component, ReadOnlySpan<int> symbols, double smoothing)
    {
        var states = component.StateCount;
        var total = 0.0;
        var path = new int[symbols.Length];
        do
        {
            var probability = component.Start[path[0]] * component.Emission(path[0], symbols[0]);
            for (var t = 1; t < path.Length && probability > 0; t++)
            {
                var transition = ((1 - smoothing) * component.Transition(path[t - 1], path[t])) + (smoothing / states);
                probability *= transition * component.Emission(path[t], symbols[t]);
            }
            total += probability;
        }
        while (Increment(path, states));
        return total;
    }

    /// <summary>
    /// p(beginning, continuation | component) where transitions within the beginning are (1−ε)T + ε/N and all behind it
    /// are T.
    /// </summary>
    public static double Continuation(
        HmmComponent component, ReadOnlySpan<int> beginning, ReadOnlySpan<int> continuation, double smoothing)
    {
        int[] symbols = [.. beginning, .. continuation];
        var total = 0.0;
        var path = new int[symbols.Length];
        do
        {
            var probability = component.Start[path[0]] * component.Emission(path[0], symbols[0]);
            for (var t = 1; t < path.Length && probability > 0; t++)
            {
                var epsilon = t < beginning.Length ? smoothing : 0;
                probability *= ((1 - epsilon) * component.Transition(path[t - 1], path[t])) + (epsilon / component.StateCount);
                probability *= component.Emission(path[t], symbols[t]);
            }
            total += probability;
        }
        while (Increment(path, component.StateCount));
        return total;
    }

    /// <summary>
    /// p(symbols | component) of a prompt: a start property, then examples of k states and a delimiter.
    /// </summary>
    public static double Prompt(FactoredComponent component, ReadOnlySpan<int> symbols, int k)
    {
        var total = 0.0;
        for (var property = 1; property < component.Properties; property++)
        {
            var probability = 1.0 / (component.Properties - 1);
            for (var first = 0; first < symbols.Length; first += k + 1)
            {
                probability *= Example(component, symbols.Slice(first, Math.Min(k + 1, symbols.Length - first)), k, property);
            }
            total += probability;
        }
        return total;
    }

    private static double Example(FactoredComponent component, ReadOnlySpan<int> symbols, int k, int property)
    {
        if (symbols.Length == k + 1)
        {
            return symbols[k] == 0 ? Example(component, symbols[..k], k, property) : 0;
        }
        var total = 0.0;
        var path = new int[symbols.Length];
        do
        {
            var probability = path[0] % component.Properties == property ? 1.0 / component.Entities : 0;
            probability *= component.Symbol(path[0]) == symbols[0] ? 1 : 0;
            for (var t = 1; t < path.Length && probability > 0; t++)
            {
                probability *= component.Transition(path[t - 1], path[t]);
                probability *= component.Symbol(path[t]) == symbols[t] ? 1 : 0;
            }
            total += probability;
        }
        while (Increment(path, component.StateCount));
        return total;
    }

    private static bool Increment(int[] digits, int radix)
    {
        for (var i = 0; i < digits.Length; i++)
        {
            if (++digits[i] < radix)
            {
                return true;
            }
            digits[i] = 0;
        }
        return false;
    }
}
