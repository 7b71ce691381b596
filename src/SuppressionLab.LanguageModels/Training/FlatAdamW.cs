using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Tensors;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Training;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019, Algorithm 2) over a network's flat buffers, in PyTorch's order of operations:
/// θ ← θ·(1 − lr·λ) for values that decay; m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²;
/// θ ← θ − lr/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε).
/// </summary>
internal sealed class FlatAdamW : IDisposable
{
    private readonly FlatParameters _flat;
    private readonly torch.Tensor _decaying;
    private readonly torch.Tensor _scratch;

    public FlatAdamW(FlatParameters flat)
    {
        _flat = flat;
        FirstMoment = torch.zeros_like(flat.Values).DetachFromDisposeScope();
        SecondMoment = torch.zeros_like(flat.Values).DetachFromDisposeScope();
        _scratch = torch.zeros_like(flat.Values).DetachFromDisposeScope();
        _decaying = flat.Values.narrow(0, 0, flat.DecayingCount).DetachFromDisposeScope();
    }

    /// <summary>m, float32 [Count].</summary>
    public torch.Tensor FirstMoment { get; }

    /// <summary>v, float32 [Count].</summary>
    public torch.Tensor SecondMoment { get; }

    /// <summary>One update from the gradient buffer; call within a dispose scope.</summary>
    /// <param name="options">λ, β₁, β₂ and ε.</param>
    /// <param name="learningRate">lr.</param>
    /// <param name="number">t, from 1.</param>
    public void Step(TrainingOptions options, double learningRate, long number)
    {
        using var noGradients = torch.no_grad();
        var correction1 = 1 - Math.Pow(options.Beta1, number);
        var correction2 = Math.Sqrt(1 - Math.Pow(options.Beta2, number));
        if (options.WeightDecay > 0)
        {
            _decaying.MultiplyInPlace((float)(1 - (learningRate * options.WeightDecay)));
        }
        FirstMoment.MultiplyInPlace((float)options.Beta1).AddInPlace(_flat.Gradients, (float)(1 - options.Beta1));
        SecondMoment.MultiplyInPlace((float)options.Beta2)
            .AddProductInPlace(_flat.Gradients, _flat.Gradients, (float)(1 - options.Beta2));
        _scratch.copy_(SecondMoment).sqrt_().DivideInPlace((float)correction2).AddInPlace((float)options.Epsilon);
        _flat.Values.AddQuotientInPlace(FirstMoment, _scratch, (float)(-learningRate / correction1));
    }

    public void Dispose()
    {
        FirstMoment.Dispose();
        SecondMoment.Dispose();
        _scratch.Dispose();
        _decaying.Dispose();
    }
}
