using SuppressionLab.LanguageModels.Networks;

namespace SuppressionLab.LanguageModels.Tests.Networks;

/// <summary>
/// GPT-2's formulas in float64 and plain loops, written from Radford et al. 2019 and Hugging Face's description
/// without looking at the network under test; slow and simple.
/// </summary>
internal sealed class ReferenceGpt2(Gpt2Configuration configuration, IReadOnlyDictionary<string, double[]> weights)
{
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

    /// <summary>Logits [time][vocabulary] of one row.</summary>
    public double[][] Logits(int[] tokens)
    {
        var table = weights["transformer.wte.weight"];
        return LastStates(tokens).Select(x => Enumerable.Range(0, configuration.VocabularySize)
            .Select(v => Enumerable.Range(0, configuration.Width).Sum(c => x[c] * table[(v * configuration.Width) + c])).ToArray()).ToArray();
    }

    /// <summary>
    /// Hugging Face's <c>hidden_states</c>, [0…layers][time][width]: its loop notes the states before each block and, once
    /// all blocks and the last norm are through, once more.
    /// </summary>
    public double[][][] HuggingFaceHiddenStates(int[] tokens) =>
        [.. Enumerable.Range(0, configuration.Layers).Select(layer => States(tokens, layer)), LastStates(tokens)];

    /// <summary>The residual stream [time][width] after a number of blocks.</summary>
    public double[][] States(int[] tokens, int layers)
    {
        var width = configuration.Width;
        var table = weights["transformer.wte.weight"];
        var states = tokens.Select((token, t) => Enumerable.Range(0, width)
            .Select(c => table[(token * width) + c] + weights["transformer.wpe.weight"][(t * width) + c]).ToArray()).ToArray();
        for (var layer = 0; layer < layers; layer++)
        {
            var name = $"transformer.h.{layer}";
            var attended = Attention(states.Select(x => Norm(x, $"{name}.ln_1")).ToArray(), name);
            states = states.Zip(attended, (x, y) => Sum(x, y)).ToArray();
            states = states.Select(x => Sum(x, Mlp(Norm(x, $"{name}.ln_2"), name))).ToArray();
        }
        return states;
    }

    private double[][] LastStates(int[] tokens) =>
        States(tokens, configuration.Layers).Select(x => Norm(x, "transformer.ln_f")).ToArray();

    /// <summary>Σ −ln p of every token but the first.</summary>
    public double Loss(int[] tokens)
    {
        var logits = Logits(tokens[..^1]);
        return logits.Select((row, t) => Math.Log(row.Sum(Math.Exp)) - row[tokens[t + 1]]).Sum();
    }

    private double[][] Attention(double[][] x, string name)
    {
        var (heads, size) = (configuration.Heads, configuration.Width / configuration.Heads);
        var qkv = x.Select(row => Linear(row, $"{name}.attn.c_attn", 3 * configuration.Width)).ToArray();
        var result = x.Select(_ => new double[configuration.Width]).ToArray();
        for (var h = 0; h < heads; h++)
        {
            for (var t = 0; t < x.Length; t++)
            {
                var scores = Enumerable.Range(0, t + 1).Select(s => Enumerable.Range(0, size).Sum(i =>
                    qkv[t][(h * size) + i] * qkv[s][configuration.Width + (h * size) + i]) / Math.Sqrt(size)).ToArray();
                var total = scores.Sum(Math.Exp);
                for (var i = 0; i < size; i++)
                {
                    result[t][(h * size) + i] = Enumerable.Range(0, t + 1)
                        .Sum(s => Math.Exp(scores[s]) / total * qkv[s][(2 * configuration.Width) + (h * size) + i]);
                }
            }
        }
        return result.Select(row => Linear(row, $"{name}.attn.c_proj", configuration.Width)).ToArray();
    }

    private double[] Mlp(double[] x, string name)
    {
        var inner = Linear(x, $"{name}.mlp.c_fc", 4 * configuration.Width);
        return Linear([.. inner.Select(Gelu)], $"{name}.mlp.c_proj", configuration.Width);
    }

    private double[] Linear(double[] x, string name, int to)
    {
        var (matrix, bias) = (weights[$"{name}.weight"], weights[$"{name}.bias"]);
        return [.. Enumerable.Range(0, to).Select(j => bias[j] + x.Select((value, i) => value * matrix[(i * to) + j]).Sum())];
    }

    private double[] Norm(double[] x, string name)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) + configuration.LayerNormEpsilon);
        return [.. x.Select((v, c) => ((v - mean) / deviation * weights[$"{name}.weight"][c]) + weights[$"{name}.bias"][c])];
    }

    private static double Gelu(double x) =>
        0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));

    private static double[] Sum(double[] x, double[] y) => [.. x.Zip(y, (a, b) => a + b)];
}
