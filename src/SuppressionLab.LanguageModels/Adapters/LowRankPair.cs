using static TorchSharp.torch;

namespace SuppressionLab.LanguageModels.Adapters;

/// <summary>The factors of one matrix's change, (α/r)·B·A.</summary>
/// <param name="A">[rank, inputs].</param>
/// <param name="B">[outputs, rank].</param>
/// <param name="Scale">α/r.</param>
internal sealed record LowRankPair(Tensor A, Tensor B, float Scale)
{
    /// <summary>y + (α/r)·(x·Aᵀ)·Bᵀ for states [rows, inputs] and [rows, outputs]: the whole matrix is never made.</summary>
    public Tensor AddTo(Tensor y, Tensor x) => addmm(y, mm(x, A.t()), B.t(), 1, Scale);

    /// <summary>W + (α/r)·B·A for a matrix [outputs, inputs].</summary>
    public Tensor AddTo(Tensor matrix) => addmm(matrix, B, A, 1, Scale);
}
