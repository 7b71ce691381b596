namespace SuppressionLab.LanguageModels.Sampling;

/// <summary>What a network's logits say of the next token, at a temperature and with some tokens excluded.</summary>
/// <param name="Allowed">The tokens that may be drawn, ascending; at least one.</param>
/// <param name="Temperature">What logits are divided by, above 0.</param>
internal sealed record TokenDistribution(int[] Allowed, double Temperature)
{
    /// <summary>Inverts the distribution of the allowed tokens.</summary>
    /// <param name="logits">One a token of the vocabulary.</param>
    /// <param name="uniform">From 0 to 1, 1 excluded.</param>
    /// <returns>The token, and the probability of all allowed tokens together.</returns>
    public (int Token, double Share) Draw(ReadOnlySpan<float> logits, double uniform)
    {
        // Relative to the likeliest allowed token: beside an excluded one that dominates, every weight would be 0.
        var largest = LargestAllowed(logits);
        var sum = 0.0;
        foreach (var token in Allowed)
        {
            sum += Weight(logits[token], largest);
        }
        return (Invert(logits, largest, uniform * sum), Share(logits, largest, sum));
    }

    private int Invert(ReadOnlySpan<float> logits, float largest, double target)
    {
        foreach (var token in Allowed)
        {
            target -= Weight(logits[token], largest);
            if (target < 0)
            {
                return token;
            }
        }
        return Allowed[^1];
    }

    /// <summary>Each sum is relative to its own largest logit, so that only a share below 1e-300 becomes 0.</summary>
    private double Share(ReadOnlySpan<float> logits, float largestAllowed, double sum)
    {
        var largest = float.NegativeInfinity;
        foreach (var logit in logits)
        {
            largest = Math.Max(largest, logit);
        }
        var total = 0.0;
        foreach (var logit in logits)
        {
            total += Weight(logit, largest);
        }
        return Weight(largestAllowed, largest) * (sum / total);
    }

    private float LargestAllowed(ReadOnlySpan<float> logits)
    {
        var largest = float.NegativeInfinity;
        foreach (var token in Allowed)
        {
            largest = Math.Max(largest, logits[token]);
        }
        return largest;
    }

    private double Weight(float logit, float largest) => Math.Exp((logit - largest) / Temperature);
}
