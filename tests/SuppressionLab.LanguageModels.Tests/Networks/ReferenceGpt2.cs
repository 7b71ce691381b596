using SuppressionLab.LanguageModels.Networks;

namespace SuppressionLab.LanguageModels.Tests.Networks;

/// <summary>
/// GPT-2's formulas in float64 and plain loops, written from Radford et al. 2019 and Hugging Face's description
/// without looking at the network under test; slow and simple.
/// </summary>
internal sealed class ReferenceGpt2(Gpt2Configuration configuration, IReadOnlyDictionary<string, double[]> weights)
    : ReferenceNetwork(configuration, weights)
{
    protected override double[] Head => Weights["transformer.wte.weight"];

    /// <summary>The residual stream [time][width] after a number of blocks.</summary>
    public override double[][] States(int[] tokens, int layers)
    {
        var width = configuration.Width;
        var table = Weights["transformer.wte.weight"];
        var states = tokens.Select((token, t) => Enumerable.Range(0, width)
            .Select(c => table[(token * width) + c] + Weights["transformer.wpe.weight"][(t * width) + c]).ToArray()).ToArray();
        for (var layer = 0; layer < layers; layer++)
        {
            var name = $"transformer.h.{layer}";
            var attended = Attention(states.Select(x => Norm(x, $"{name}.ln_1")).ToArray(), name);
            states = states.Zip(attended, (x, y) => Sum(x, y)).ToArray();
            states = states.Select(x => Sum(x, Mlp(Norm(x, $"{name}.ln_2"), name))).ToArray();
        }
        return states;
    }

    protected override double[][] LastStates(int[] tokens) =>
        States(tokens, configuration.Layers).Select(x => Norm(x, "transformer.ln_f")).ToArray();

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
        var (matrix, bias) = (Weights[$"{name}.weight"], Weights[$"{name}.bias"]);
        return [.. Enumerable.Range(0, to).Select(j => bias[j] + x.Select((value, i) => value * matrix[(i * to) + j]).Sum())];
    }

    private double[] Norm(double[] x, string name)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) + configuration.LayerNormEpsilon);
        return [.. x.Select((v, c) => ((v - mean) / deviation * Weights[$"{name}.weight"][c]) + Weights[$"{name}.bias"][c])];
    }

    private static double Gelu(double x) =>
        0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));
}
