using System.Numerics;
using SuppressionLab.LanguageModels.Networks;

namespace SuppressionLab.LanguageModels.Tests.Networks;

/// <summary>
/// Llama's formulas, written from Touvron et al. 2023, Zhang and Sennrich 2019 (RMSNorm), Su et al. 2021 (rotary positions,
/// here as products of complex numbers) and Shazeer 2020 (SwiGLU).
/// </summary>
internal sealed class ReferenceLlama(LlamaConfiguration configuration, IReadOnlyDictionary<string, double[]> weights)
    : ReferenceNetwork(configuration, weights)
{
    /// <summary>The position of the first token.</summary>
    public int FirstPosition { get; init; }

    protected override double[] Head => Weights[configuration.TiesHead ? "model.embed_tokens.weight" : "lm_head.weight"];

    private int HeadWidth => configuration.Width / configuration.Heads;

    public override double[][] States(int[] tokens, int layers)
    {
        var width = configuration.Width;
        var states = tokens.Select(token => Weights["model.embed_tokens.weight"][(token * width)..((token + 1) * width)]).ToArray();
        for (var layer = 0; layer < layers; layer++)
        {
            var name = $"model.layers.{layer}";
            var attended = Attention([.. states.Select(x => Norm(x, $"{name}.input_layernorm"))], $"{name}.self_attn");
            states = states.Zip(attended, Sum).ToArray();
            states = states.Select(x => Sum(x, Mlp(Norm(x, $"{name}.post_attention_layernorm"), $"{name}.mlp"))).ToArray();
        }
        return states;
    }

    protected override double[][] LastStates(int[] tokens) =>
        [.. States(tokens, configuration.Layers).Select(x => Norm(x, "model.norm"))];

    private double[][] Attention(double[][] x, string name)
    {
        var result = x.Select(_ => new double[configuration.Width]).ToArray();
        for (var h = 0; h < configuration.Heads; h++)
        {
            var group = h / (configuration.Heads / configuration.KeyValueHeads);
            var queries = x.Select((row, t) => Turned(Part(row, $"{name}.q_proj", h), FirstPosition + t)).ToArray();
            var keys = x.Select((row, t) => Turned(Part(row, $"{name}.k_proj", group), FirstPosition + t)).ToArray();
            var values = x.Select(row => Part(row, $"{name}.v_proj", group)).ToArray();
            for (var t = 0; t < x.Length; t++)
            {
                // The real part of q · conj(k) is the dot product of the two as vectors of real numbers.
                var scores = keys[..(t + 1)].Select(key =>
                    queries[t].Zip(key, (a, b) => (a * Complex.Conjugate(b)).Real).Sum() / Math.Sqrt(HeadWidth)).ToArray();
                var total = scores.Sum(Math.Exp);
                for (var i = 0; i < HeadWidth; i++)
                {
                    result[t][(h * HeadWidth) + i] = scores.Select((score, s) => Math.Exp(score) / total * values[s][i]).Sum();
                }
            }
        }
        return [.. result.Select(row => Product(Weights[$"{name}.o_proj.weight"], row, configuration.Width))];
    }

    /// <summary>One head's values of a projection.</summary>
    private double[] Part(double[] x, string name, int head)
    {
        var size = HeadWidth * x.Length;
        return Product(Weights[$"{name}.weight"][(head * size)..((head + 1) * size)], x, HeadWidth);
    }

    private Complex[] Turned(double[] x, int position) => [.. Enumerable.Range(0, HeadWidth / 2).Select(i =>
        new Complex(x[i], x[i + (HeadWidth / 2)])
        * Complex.FromPolarCoordinates(1, position / Math.Pow(configuration.RotaryBase, 2.0 * i / HeadWidth)))];

    private double[] Mlp(double[] x, string name)
    {
        var gate = Product(Weights[$"{name}.gate_proj.weight"], x, configuration.MlpWidth).Select(g => g / (1 + Math.Exp(-g)));
        var up = Product(Weights[$"{name}.up_proj.weight"], x, configuration.MlpWidth);
        return Product(Weights[$"{name}.down_proj.weight"], [.. gate.Zip(up, (g, u) => g * u)], configuration.Width);
    }

    private double[] Norm(double[] x, string name)
    {
        var size = Math.Sqrt(x.Average(v => v * v) + configuration.RmsNormEpsilon);
        return [.. x.Select((v, c) => v / size * Weights[$"{name}.weight"][c])];
    }
}
