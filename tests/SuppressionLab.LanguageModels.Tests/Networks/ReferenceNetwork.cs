using SuppressionLab.LanguageModels.Networks;

namespace SuppressionLab.LanguageModels.Tests.Networks;

/// <summary>A network's formulas in float64 and plain loops, written from the papers; slow and simple.</summary>
internal abstract class ReferenceNetwork(NetworkConfiguration configuration, IReadOnlyDictionary<string, double[]> weights)
{
    protected NetworkConfiguration Configuration => configuration;

    protected IReadOnlyDictionary<string, double[]> Weights => weights;

    /// <summary>The head [vocabulary · width].</summary>
    protected abstract double[] Head { get; }

    public static ReferenceNetwork Of(LanguageModelNetwork network) => Of(network, WeightsOf(network));

    public static ReferenceNetwork Of(LanguageModelNetwork network, IReadOnlyDictionary<string, double[]> weights) =>
        network.Configuration switch
        {
            Gpt2Configuration gpt2 => new ReferenceGpt2(gpt2, weights),
            LlamaConfiguration llama => new ReferenceLlama(llama, weights),
            LstmConfiguration lstm => new ReferenceLstm(lstm, weights),
            _ => throw new ArgumentOutOfRangeException(nameof(network), network.Configuration, "its formulas are missing here"),
        };

    public static Dictionary<string, double[]> WeightsOf(LanguageModelNetwork network)
    {
        var values = network.Flat.ToArray();
        var result = new Dictionary<string, double[]>();
        var offset = 0;
        foreach (var specification in network.Flat.Specifications)
        {
            var count = (int)specification.Count;
            result[specification.Name] = [.. values.AsSpan(offset, count).ToArray().Select(v => (double)v)];
            offset += count;
        }
        return result;
    }

    /// <summary>The states [time][width] after a number of layers, before any last norm.</summary>
    public abstract double[][] States(int[] tokens, int layers);

    /// <summary>What the head reads, [time][width].</summary>
    protected abstract double[][] LastStates(int[] tokens);

    /// <summary>Logits [time][vocabulary] of one row.</summary>
    public double[][] Logits(int[] tokens) => LastStates(tokens).Select(x => Enumerable.Range(0, configuration.VocabularySize)
        .Select(v => Enumerable.Range(0, x.Length).Sum(c => x[c] * Head[(v * x.Length) + c])).ToArray()).ToArray();

    /// <summary>
    /// Hugging Face's <c>hidden_states</c>, [0…layers][time][width]: its loop notes the states before each block and, once
    /// all blocks and the last norm are through, once more.
    /// </summary>
    public double[][][] HuggingFaceHiddenStates(int[] tokens) =>
        [.. Enumerable.Range(0, configuration.Layers).Select(layer => States(tokens, layer)), LastStates(tokens)];

    /// <summary>Σ −ln p of every token but the first.</summary>
    public double Loss(int[] tokens)
    {
        var logits = Logits(tokens[..^1]);
        return logits.Select((row, t) => Math.Log(row.Sum(Math.Exp)) - row[tokens[t + 1]]).Sum();
    }

    /// <summary>A matrix stored [outputs, inputs] times a vector.</summary>
    protected static double[] Product(double[] matrix, double[] x, int outputs) =>
        [.. Enumerable.Range(0, outputs).Select(j => x.Select((value, i) => value * matrix[(j * x.Length) + i]).Sum())];

    protected static double[] Sum(double[] x, double[] y) => [.. x.Zip(y, (a, b) => a + b)];
}
