namespace SuppressionLab.Laws.Numerics;

/// <summary>The logistic function and its relatives, without cancellation or overflow for any finite argument.</summary>
internal static class Logistic
{
    /// <summary>σ(x) = 1/(1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>ln σ(x).</summary>
    public static double LogSigmoid(double x) =>
        x >= 0 ? -Elementary.LogOnePlus(Math.Exp(-x)) : x - Elementary.LogOnePlus(Math.Exp(x));

    /// <summary>The inverse of σ, for p in [0, 1]; the ends are moved inwards by 1e-13.</summary>
    public static double Logit(double p)
    {
        var inside = Math.Clamp(p, 1e-13, 1 - 1e-13);
        return Math.Log(inside) - Elementary.LogOnePlus(-inside);
    }
}
