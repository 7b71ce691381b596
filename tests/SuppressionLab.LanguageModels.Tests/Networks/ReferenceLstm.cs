using SuppressionLab.LanguageModels.Networks;

namespace SuppressionLab.LanguageModels.Tests.Networks;

/// <summary>The formulas of an LSTM as PyTorch's documentation of <c>torch.nn.LSTM</c> gives them, a token at a time.</summary>
internal sealed class ReferenceLstm(LstmConfiguration configuration, IReadOnlyDictionary<string, double[]> weights)
    : ReferenceNetwork(configuration, weights)
{
    protected override double[] Head => Weights[configuration.TiesHead ? "embedding.weight" : "lm_head.weight"];

    public override double[][] States(int[] tokens, int layers)
    {
        var width = configuration.Width;
        var states = tokens.Select(token => Weights["embedding.weight"][(token * width)..((token + 1) * width)]).ToArray();
        for (var layer = 0; layer < layers; layer++)
        {
            states = Run(states, layer);
        }
        return states;
    }

    protected override double[][] LastStates(int[] tokens) => States(tokens, configuration.Layers);

    private double[][] Run(double[][] inputs, int layer)
    {
        var width = configuration.Width;
        var (h, c) = (new double[width], new double[width]);
        var result = new List<double[]>();
        foreach (var x in inputs)
        {
            var fromInput = Sum(Product(Weights[$"lstm.weight_ih_l{layer}"], x, 4 * width), Weights[$"lstm.bias_ih_l{layer}"]);
            var fromState = Sum(Product(Weights[$"lstm.weight_hh_l{layer}"], h, 4 * width), Weights[$"lstm.bias_hh_l{layer}"]);
            var gates = Sum(fromInput, fromState);
            var next = new double[width];
            for (var j = 0; j < width; j++)
            {
                var input = Sigmoid(gates[j]);
                var forget = Sigmoid(gates[width + j]);
                var cell = Math.Tanh(gates[(2 * width) + j]);
                var output = Sigmoid(gates[(3 * width) + j]);
                c[j] = (forget * c[j]) + (input * cell);
                next[j] = output * Math.Tanh(c[j]);
            }
            h = next;
            result.Add(h);
        }
        return [.. result];
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
