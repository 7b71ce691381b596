using SuppressionLab.LanguageModels.Sampling;

namespace SuppressionLab.LanguageModels.Tests.Sampling;

[TestClass]
public sealed class TokenDistributionTests
{
    private static readonly int[] Allowed = [0, 2, 3];

    // Far more above the others than where e^-x is 0, as much above them as a float resolves, near them, and below.
    [TestMethod]
    [DataRow(5_000f, 1.0)]
    [DataRow(300f, 0.25)]
    [DataRow(40f, 1.0)]
    [DataRow(1.5f, 0.7)]
    [DataRow(-30f, 1.0)]
    public void Allowed_tokens_are_drawn_by_their_softmax_whatever_an_excluded_ones_logit(float excluded, double temperature)
    {
        float[] logits = [1, excluded, 0.5f, 2];
        var distribution = new TokenDistribution(Allowed, temperature);
        var weights = Allowed.Select(token => Math.Exp(logits[token] / temperature)).ToArray();
        var low = 0.0;
        for (var i = 0; i < Allowed.Length; i++)
        {
            var high = low + (weights[i] / weights.Sum());
            Assert.AreEqual(Allowed[i], distribution.Draw(logits, low + 1e-12).Token);
            Assert.AreEqual(Allowed[i], distribution.Draw(logits, high - 1e-12).Token);
            low = high;
        }
        // Σ of the allowed over Σ of all, as the odds against the excluded one.
        var logOdds = Math.Log(weights.Sum()) - (excluded / temperature);
        var expected = logOdds < 0 ? Math.Exp(logOdds) / (1 + Math.Exp(logOdds)) : 1 / (1 + Math.Exp(-logOdds));
        Assert.AreEqual(expected, distribution.Draw(logits, 0.5).Share, 1e-12 * expected);
    }

    [TestMethod]
    public void Nothing_excluded_leaves_a_share_of_1()
    {
        float[] logits = [1, -700, 0.5f, 2];
        Assert.AreEqual(1, new TokenDistribution([0, 1, 2, 3], 0.3).Draw(logits, 0.2).Share);
    }
}
