using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Responses;

/// <summary>
/// ln Γ(z + b) − ln Γ(z) for z, b &gt; 0. The difference of two logarithms of Γ near 1e6 would keep nine digits; here the
/// large parts cancel before they are computed.
/// </summary>
internal static class LogGammaRatio
{
    // From here on four terms of Stirling's series are exact to 1e-14.
    private const double Asymptotic = 20;

    public static double Of(double z, double b)
    {
        var below = 0.0;
        while (z < Asymptotic)
        {
            // Γ(z+b)/Γ(z) = Γ(z+1+b)/Γ(z+1) · z/(z+b).
            below -= Elementary.LogOnePlus(b / z);
            z++;
        }
        return below + ((z - 0.5) * Elementary.LogOnePlus(b / z)) + (b * (Math.Log(z + b) - 1)) + Tail(z + b) - Tail(z);
    }

    /// <summary>Stirling's series beyond its logarithms: 1/(12z) − 1/(360z³) + 1/(1260z⁵) − 1/(1680z⁷).</summary>
    private static double Tail(double z)
    {
        var square = 1 / (z * z);
        return ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square / 1680)))))) / z;
    }
}
