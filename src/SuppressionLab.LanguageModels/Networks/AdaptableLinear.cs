using SuppressionLab.LanguageModels.Adapters;
using TorchSharp;
using static TorchSharp.torch;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>A matrix product of a network, with a bias if it has one and an adapter if it is given one.</summary>
/// <param name="weight">[inputs, outputs], or [outputs, inputs].</param>
/// <param name="bias">[outputs], or null.</param>
/// <param name="inputsFirst">Which of the two layouts the weight has.</param>
internal sealed class AdaptableLinear(Tensor weight, Tensor? bias, bool inputsFirst)
{
    /// <summary>What is added to the product, or null.</summary>
    public LowRankPair? Adapter { get; set; }

    /// <summary>States [rows, inputs] to [rows, outputs].</summary>
    public Tensor Apply(Tensor x)
    {
        var matrix = inputsFirst ? weight : weight.t();
        var y = bias is null ? mm(x, matrix) : addmm(bias, x, matrix, 1, 1);
        return Adapter is null ? y : Adapter.AddTo(y, x);
    }

    /// <summary>The matrix [outputs, inputs] with the adapter's part, which has a gradient.</summary>
    public Tensor AdaptedWeight()
    {
        var matrix = inputsFirst ? weight.t() : weight;
        return Adapter is null ? matrix : Adapter.AddTo(matrix);
    }

    /// <summary>Adds the adapter's part to the weight itself, and lets the adapter go.</summary>
    public void Merge()
    {
        if (Adapter is null)
        {
            return;
        }
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var merged = AdaptedWeight();
        weight.copy_(inputsFirst ? merged.t() : merged);
        Adapter = null;
    }
}
