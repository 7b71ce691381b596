using SuppressionLab.Generators.Separability;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Mixtures;

/// <summary>
/// Draws mixtures of the GINC family (Xie et al. 2021; protocol §1): memory, entity transitions and each component
/// come from named streams of their own, so that changing one option leaves what it does not concern as it was.
/// </summary>
public static class GincMixture
{
    // A set of components that leaves the last one no room is given up after this many draws of one component.
    private const int AttemptsPerComponent = 2_000;
    private const int Restarts = 100;

    /// <summary>Draws a mixture.</summary>
    /// <param name="options">The sizes, temperatures and variations.</param>
    /// <param name="seed">The root seed.</param>
    /// <returns>A factored mixture; equal options and seed give equal bits.</returns>
    /// <exception cref="InputException">
    /// An option is out of range, no draw has disjoint modes, or the components drawn are closer than the distance.
    /// </exception>
    public static HmmMixture Draw(GincOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var key = RandomKey.FromSeed(seed).Derive("ginc-mixture");
        var memory = DrawMemory(options, key.Derive("memory").Open());
        var entities = DrawEntityTransitions(options, key.Derive("entity-transitions").Open());
        var properties = DrawPropertyTransitions(options, key.Derive("property-transitions"));
        var components = new HmmComponent[options.Components];
        for (var i = 0; i < components.Length; i++)
        {
            var start = Softmax(key.Derive("start").Derive(i).Open(), memory.Length, options.StartTemperature);
            components[i] = new FactoredComponent(start, properties[i], entities, memory);
        }
        var prior = options.Prior ?? [.. Enumerable.Repeat(1.0 / components.Length, components.Length)];
        return Separate(options, new HmmMixture(options.VocabularySize, components, prior), key.Derive("separation"));
    }

    private static HmmMixture Separate(GincOptions options, HmmMixture drawn, RandomKey key) => options switch
    {
        { Separation: { } separation } => ComponentSeparation.Apply(drawn, separation),
        { Distance: { } distance } => ComponentSeparation.Reach(drawn, distance, key).Mixture,
        _ => drawn,
    };

    private static int[,] DrawMemory(GincOptions options, RandomStream stream)
    {
        var memory = new int[options.Entities, options.Properties];
        for (var entity = 0; entity < options.Entities; entity++)
        {
            for (var property = 1; property < options.Properties; property++)
            {
                memory[entity, property] = options.DistinctSymbols
                    ? (entity * (options.Properties - 1)) + property
                    : 1 + stream.NextInt32(options.VocabularySize - 1);
            }
        }
        return memory;
    }

    private static double[,] DrawEntityTransitions(GincOptions options, RandomStream stream)
    {
        var result = PermutationMixture(stream, options.Entities, options.EntityTemperature);
        for (var from = 0; from < options.Entities; from++)
        {
            for (var to = 0; to < options.Entities; to++)
            {
                result[from, to] *= 1 - options.EntityStay;
            }
            result[from, from] += options.EntityStay;
        }
        return result;
    }

    private static double[][,] DrawPropertyTransitions(GincOptions options, RandomKey key)
    {
        var streams = Enumerable.Range(0, options.Components).Select(i => key.Derive(i).Open()).ToArray();
        for (var restart = 0; restart < Restarts; restart++)
        {
            if (TryDrawAll(options, streams) is { } all)
            {
                return all;
            }
        }
        throw new InputException(
            "disjointModes: no draw has disjoint most likely moves with modeProbabilityRange; allow a wider range, " +
            "fewer components or more properties");
    }

    private static double[][,]? TryDrawAll(GincOptions options, RandomStream[] streams)
    {
        var accepted = new double[streams.Length][,];
        var taken = new HashSet<(int Row, int Mode)>();
        for (var i = 0; i < streams.Length; i++)
        {
            var attempts = options.DisjointModes ? AttemptsPerComponent : 1;
            double[,]? drawn = null;
            while (drawn is null && attempts-- > 0)
            {
                drawn = DrawRows(options, streams[i]);
                drawn = options.DisjointModes && !TryTakeModes(options, drawn, taken) ? null : drawn;
            }
            if (drawn is null)
            {
                return null;
            }
            ApplyHazard(options, drawn);
            accepted[i] = drawn;
        }
        return accepted;
    }

    /// <summary>
    /// One component's rows before the hazard: with a hazard, each is given no move to the delimiter.
    /// </summary>
    private static double[,] DrawRows(GincOptions options, RandomStream stream)
    {
        var rows = PermutationMixture(stream, options.Properties, options.PropertyTemperature);
        if (options.DelimiterHazard is not null)
        {
            for (var row = 1; row < options.Properties; row++)
            {
                LeaveDelimiterOut(rows, row);
            }
        }
        if (options.SharedDelimiterRow)
        {
            for (var to = 0; to < options.Properties; to++)
            {
                rows[0, to] = to == 0 ? 0 : 1.0 / (options.Properties - 1);
            }
        }
        return rows;
    }

    private static void LeaveDelimiterOut(double[,] rows, int row)
    {
        var properties = rows.GetLength(1);
        var rest = 0.0;
        for (var to = 1; to < properties; to++)
        {
            rest += rows[row, to];
        }
        rows[row, 0] = 0;
        for (var to = 1; to < properties; to++)
        {
            // A row that only ever moved to the delimiter has nothing to rescale.
            rows[row, to] = rest > 0 ? rows[row, to] / rest : 1.0 / (properties - 1);
        }
    }

    private static void ApplyHazard(GincOptions options, double[,] rows)
    {
        if (options.DelimiterHazard is not { } hazard)
        {
            return;
        }
        for (var row = 1; row < options.Properties; row++)
        {
            for (var to = 1; to < options.Properties; to++)
            {
                rows[row, to] *= 1 - hazard;
            }
            rows[row, 0] = hazard;
        }
    }

    private static bool TryTakeModes(GincOptions options, double[,] rows, HashSet<(int Row, int Mode)> taken)
    {
        var modes = new List<(int Row, int Mode)>();
        var sum = 0.0;
        for (var row = options.SharedDelimiterRow ? 1 : 0; row < options.Properties; row++)
        {
            var mode = Enumerable.Range(0, options.Properties).MaxBy(to => rows[row, to]);
            modes.Add((row, mode));
            sum += rows[row, mode];
        }
        var mean = sum / modes.Count;
        var range = options.ModeProbabilityRange;
        if (mean < range[0] || mean > range[1] || modes.Any(taken.Contains))
        {
            return false;
        }
        taken.UnionWith(modes);
        return true;
    }

    /// <summary>Σᵢ wᵢ·Πᵢ over <paramref name="size"/> random permutation matrices with softmax weights.</summary>
    private static double[,] PermutationMixture(RandomStream stream, int size, double temperature)
    {
        var weights = Softmax(stream, size, temperature);
        var result = new double[size, size];
        foreach (var weight in weights)
        {
            var permutation = stream.Permutation(size);
            for (var from = 0; from < size; from++)
            {
                result[from, permutation[from]] += weight;
            }
        }
        return result;
    }

    private static double[] Softmax(RandomStream stream, int count, double temperature)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (stream.NextDouble() - 0.5) / temperature;
        }
        var largest = values.Max();
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            values[i] = Math.Exp(values[i] - largest);
            sum += values[i];
        }
        for (var i = 0; i < count; i++)
        {
            values[i] /= sum;
        }
        return values;
    }
}
