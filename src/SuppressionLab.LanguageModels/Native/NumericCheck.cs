using TorchSharp;

namespace SuppressionLab.LanguageModels.Native;

/// <summary>
/// Known answers of the operations that the networks use. A libtorch of another minor version can bind and yet call
/// the wrong function or misread an argument; this finds out at start-up instead of in a result.
/// </summary>
internal static class NumericCheck
{
    private const double Tolerance = 1e-5;

    /// <summary>Runs the check.</summary>
    /// <exception cref="TorchLoadException">An operation fails or gives another number.</exception>
    public static void Run()
    {
        try
        {
            using var scope = torch.NewDisposeScope();
            using (torch.no_grad())
            {
                CheckLinear();
                CheckActivations();
                CheckAttention();
            }
            CheckGradient();
        }
        catch (Exception error) when (error is not TorchLoadException)
        {
            throw new TorchLoadException(
                $"libtorch does not start: {FirstLine(error.Message)}; TorchSharp 0.107 needs libtorch 2.10",
                error);
        }
    }

    private static void CheckLinear()
    {
        var product = torch.addmm(
            torch.tensor(new[] { 1f, -1f }), Matrix(2, 2, 1, 2, 3, 4), Matrix(2, 2, 5, 6, 7, 8), 1, 1);
        Expect("addmm", product, 20, 21, 44, 49);
    }

    private static void CheckActivations()
    {
        var gelu = torch.nn.functional.gelu(torch.tensor(new[] { -1f, 0.5f, 2f }), TorchSharp.Modules.GELU.Approximate.tanh);
        Expect("gelu", gelu, -0.15880801, 0.34571401, 1.95459769);
        Expect("silu", torch.nn.functional.silu(torch.tensor(new[] { -1f, 2f })), -0.26894142, 1.76159416);
        Expect("roll", torch.tensor(new[] { 1f, 2f, 3f }).roll(1, 0), 3, 1, 2);
        var norm = torch.nn.functional.layer_norm(Matrix(1, 2, 1, 3), [2], torch.ones(2), torch.zeros(2), 0);
        Expect("layer_norm", norm, -1, 1);
        var loss = torch.nn.functional.cross_entropy(
            Matrix(1, 2, 0, 1), torch.tensor(new[] { 0L }), reduction: torch.nn.Reduction.Sum);
        Expect("cross_entropy", loss, Math.Log(1 + Math.E));
    }

    // Position 0 sees only value 0; position 1 weighs the two values by softmax(0, ln 3 / sqrt 1) = (1/4, 3/4).
    private static void CheckAttention()
    {
        var query = Matrix(2, 1, 1, 1).view(1, 1, 2, 1);
        var key = Matrix(2, 1, 0, MathF.Log(3)).view(1, 1, 2, 1);
        var value = Matrix(2, 1, 4, 8).view(1, 1, 2, 1);
        Expect(
            "scaled_dot_product_attention",
            torch.nn.functional.scaled_dot_product_attention(query, key, value, is_casual: true), 4, 7);
    }

    private static void CheckGradient()
    {
        var x = torch.tensor(new[] { 3f }).requires_grad_(true);
        (x * x).sum().backward();
        Expect("gradient", x.grad!, 6);
    }

    // libtorch's messages carry a native stack trace.
    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0];

    private static torch.Tensor Matrix(int rows, int columns, params float[] values) =>
        torch.tensor(values).view(rows, columns);

    private static void Expect(string operation, torch.Tensor actual, params double[] expected)
    {
        var values = actual.flatten().data<float>().ToArray();
        for (var i = 0; i < expected.Length; i++)
        {
            if (values.Length != expected.Length || !(Math.Abs(values[i] - expected[i]) < Tolerance))
            {
                throw new TorchLoadException(
                    $"libtorch gives wrong numbers: {operation} is {string.Join(' ', values)}, not "
                    + $"{string.Join(' ', expected)}; TorchSharp 0.107 needs libtorch 2.10");
            }
        }
    }
}
