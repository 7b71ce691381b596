namespace SuppressionLab.Generators.Oracle;

/// <summary>
/// Where a forward pass stands: the probability of the symbols so far, jointly with each live state, times 2^Exponent.
/// Sums live between 2³⁰⁰ and 2⁵⁰⁰ and are lifted by an exact power of two when they fall below, so that a step needs
/// no logarithm and no division, and a single step cannot underflow.
/// </summary>
internal sealed class ForwardState(int width)
{
    public const int LiftedExponent = 500;
    public const double Lifted = 3.273390607896142e150; // 2^500
    public const double Floor = 2.037035976334486e90; // 2^300

    /// <summary>Scaled probabilities of the live states, in the order of the pass; zero behind them.</summary>
    public double[] Alpha = new double[width];

    /// <summary>Room for the next step.</summary>
    public double[] Spare = new double[width];

    /// <summary>The sum of <see cref="Alpha"/>; 0 once the sequence is impossible.</summary>
    public double Sum = 1;

    /// <summary>The power of two that <see cref="Sum"/> carries.</summary>
    public int Exponent;

    /// <summary>The last symbol; −1 before the first.</summary>
    public int Symbol = -1;

    /// <summary>ln of the probability of the symbols so far, in nats.</summary>
    public double LogLikelihood => LogOf(Sum, Exponent);

    /// <summary>ln(sum·2^−exponent).</summary>
    public static double LogOf(double sum, long exponent) => Math.Log(sum) - (exponent * Math.Log(2));

    /// <summary>Takes the spare probabilities as the current ones after <paramref name="symbol"/>.</summary>
    public void Accept(int symbol, double sum)
    {
        (Alpha, Spare) = (Spare, Alpha);
        Symbol = symbol;
        Sum = sum;
        if (sum < Floor && sum > 0)
        {
            var shift = LiftedExponent - Math.ILogB(sum);
            Exponent += shift;
            Sum = Lift(Alpha, shift, sum);
        }
    }

    /// <summary>Multiplies probabilities and their sum by 2^shift.</summary>
    public static double Lift(Span<double> alpha, int shift, double sum)
    {
        for (var i = 0; i < alpha.Length; i++)
        {
            alpha[i] = Math.ScaleB(alpha[i], shift);
        }
        return Math.ScaleB(sum, shift);
    }
}
