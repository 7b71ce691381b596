using TorchSharp;

#pragma warning disable RS0030 // The one place where scalars are made, because it keeps them alive.

namespace SuppressionLab.LanguageModels.Tensors;

/// <summary>
/// Arithmetic of tensors with numbers, and sums of tensors, whose scalar operands outlive the native call. TorchSharp
/// hands a <see cref="Scalar"/> to native code by its handle alone: a temporary one (a number's implicit conversion, or
/// the α = 1 inside <c>a + b</c>) may be collected and freed while the operation reads it, which then fails, rarely, or
/// computes with another number. Nothing else in the library may make a scalar.
/// </summary>
internal static class TensorArithmetic
{
    private static readonly Scalar One = 1;

    /// <summary>a + b.</summary>
    public static torch.Tensor Plus(this torch.Tensor a, torch.Tensor b) => a.add(b, One);

    /// <summary>a + b, with a number.</summary>
    public static torch.Tensor Plus(this torch.Tensor a, float b)
    {
        using Scalar scalar = b;
        return a.add(scalar, One);
    }

    /// <summary>a · b, with a number.</summary>
    public static torch.Tensor Times(this torch.Tensor a, float b)
    {
        using Scalar scalar = b;
        return a.mul(scalar);
    }

    /// <summary>a ← a + b.</summary>
    public static torch.Tensor AddInPlace(this torch.Tensor a, torch.Tensor b) => a.add_(b, One);

    /// <summary>a ← a + αb.</summary>
    public static torch.Tensor AddInPlace(this torch.Tensor a, torch.Tensor b, float alpha)
    {
        using Scalar scalar = alpha;
        return a.add_(b, scalar);
    }

    /// <summary>a ← a + b, with a number.</summary>
    public static torch.Tensor AddInPlace(this torch.Tensor a, float b)
    {
        using Scalar scalar = b;
        return a.add_(scalar, One);
    }

    /// <summary>a ← a · b, with a number.</summary>
    public static torch.Tensor MultiplyInPlace(this torch.Tensor a, float b)
    {
        using Scalar scalar = b;
        return a.mul_(scalar);
    }

    /// <summary>a ← a / b, with a number.</summary>
    public static torch.Tensor DivideInPlace(this torch.Tensor a, float b)
    {
        using Scalar scalar = b;
        return a.div_(scalar);
    }

    /// <summary>a ← a + α·b·c, element by element.</summary>
    public static torch.Tensor AddProductInPlace(this torch.Tensor a, torch.Tensor b, torch.Tensor c, float alpha)
    {
        using Scalar scalar = alpha;
        return a.addcmul_(b, c, scalar);
    }

    /// <summary>a ← a + α·b/c, element by element.</summary>
    public static torch.Tensor AddQuotientInPlace(this torch.Tensor a, torch.Tensor b, torch.Tensor c, float alpha)
    {
        using Scalar scalar = alpha;
        return a.addcdiv_(b, c, scalar);
    }
}
