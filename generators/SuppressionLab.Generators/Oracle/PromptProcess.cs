using SuppressionLab.Generators.Mixtures;

namespace SuppressionLab.Generators.Oracle;

/// <summary>What a prompt learner knows: a hypothesis for each (component, start property), component-major.</summary>
internal sealed class PromptProcess
{
    private readonly double[][] _firstSymbols;

    public PromptProcess(HmmMixture mixture, int k, double[] prior)
    {
        var components = mixture.RequirePromptStructure("the prompt learner");
        K = k;
        Prior = prior;
        Entities = components[0].Entities;
        Properties = components[0].Properties;
        var order = EmissionOrder.TryCreate(components[0], mixture.VocabularySize)!;
        Passes = [.. components.Select(component => OrderedForwardPass.Create(component, order, smoothing: 0))];
        _firstSymbols = [.. Enumerable.Range(1, Properties - 1).Select(p => FirstSymbols(mixture, p))];
        Components = [.. Enumerable.Range(0, components.Length * (Properties - 1)).Select(i => i / (Properties - 1))];
        Shares = [.. Components.Select(_ => 1.0 / (Properties - 1))];
    }

    /// <summary>The number of symbols in an example.</summary>
    public int K { get; }

    /// <summary>The number of entities.</summary>
    public int Entities { get; }

    /// <summary>The number of properties.</summary>
    public int Properties { get; }

    /// <summary>The prior of each component.</summary>
    public double[] Prior { get; }

    /// <summary>One a component, without smoothing.</summary>
    public OrderedForwardPass[] Passes { get; }

    /// <summary>The component of each hypothesis.</summary>
    public int[] Components { get; }

    /// <summary>The probability of each hypothesis given its component: 1/(P−1).</summary>
    public double[] Shares { get; }

    /// <summary>The start property of a hypothesis.</summary>
    public int StartProperty(int hypothesis) => 1 + (hypothesis % (Properties - 1));

    /// <summary>[V] the distribution of an example's first symbol.</summary>
    public double[] FirstSymbols(int hypothesis) => _firstSymbols[hypothesis % (Properties - 1)];

    private static double[] FirstSymbols(HmmMixture mixture, int property)
    {
        var memory = mixture.Memory!;
        var counts = new double[mixture.VocabularySize];
        for (var entity = 0; entity < memory.GetLength(0); entity++)
        {
            counts[memory[entity, property]]++;
        }
        return [.. counts.Select(count => count / memory.GetLength(0))];
    }
}
