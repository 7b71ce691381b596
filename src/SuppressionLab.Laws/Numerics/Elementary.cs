namespace SuppressionLab.Laws.Numerics;

/// <summary>
/// ln(1 + x) and eˣ − 1 to full relative accuracy near 0 (Kahan's corrections). The runtime's <c>double.LogP1</c> and
/// <c>double.ExpM1</c> are ln(x + 1) and eˣ − 1 as written, with its cancellation.
/// </summary>
internal static class Elementary
{
    /// <summary>ln(1 + x), x &gt; −1.</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : double.IsFinite(sum) && sum > 0 ? Math.Log(sum) * (x / (sum - 1)) : Math.Log(sum);
    }

    /// <summary>eˣ − 1.</summary>
    public static double ExpMinusOne(double x)
    {
        var power = Math.Exp(x);
        return power == 1 ? x
            : power - 1 == -1 || double.IsPositiveInfinity(power) ? power - 1
            : (power - 1) * (x / Math.Log(power));
    }
}
