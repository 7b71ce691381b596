namespace SuppressionLab.Laws.Responses;

/// <summary>The weighted least-squares line y = intercept + slope·u, for parts of a law in which it is linear.</summary>
internal static class LinearFit
{
    /// <summary>The line; a level one where u does not vary.</summary>
    public static (double Intercept, double Slope) Of(
        ReadOnlySpan<double> u, ReadOnlySpan<double> y, ReadOnlySpan<double> weights)
    {
        var (total, meanU, meanY) = (0.0, 0.0, 0.0);
        for (var i = 0; i < u.Length; i++)
        {
            total += weights[i];
            meanU += weights[i] * u[i];
            meanY += weights[i] * y[i];
        }
        (meanU, meanY) = (meanU / total, meanY / total);
        var (square, product) = (0.0, 0.0);
        for (var i = 0; i < u.Length; i++)
        {
            square += weights[i] * (u[i] - meanU) * (u[i] - meanU);
            product += weights[i] * (u[i] - meanU) * (y[i] - meanY);
        }
        var slope = square > 1e-24 * total ? product / square : 0;
        return (meanY - (slope * meanU), slope);
    }
}
