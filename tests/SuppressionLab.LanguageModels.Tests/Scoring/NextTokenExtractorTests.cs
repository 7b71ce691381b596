using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.LanguageModels.Tests.Networks;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Tests.Scoring;

[TestClass]
public sealed class NextTokenExtractorTests
{
    private static readonly int[][] Rows = [[1, 4, 2, 9], [3, 3, 7], [0, 10, 5, 6, 1, 8]];

    [TestMethod]
    public void Distributions_are_those_of_the_scorer_label_by_label()
    {
        using var network = SmallNetworks.CreateRough(1, SmallNetworks.Configuration);
        var vocabulary = network.Configuration.VocabularySize;
        var extracted = new NextTokenExtractor(network, batchSize: 2).Extract(Rows, [0, 2]);
        var labels = Enumerable.Range(0, vocabulary).SelectMany(token => (int[])[token, token]).ToArray();
        var positions = Enumerable.Range(0, vocabulary).SelectMany(_ => (int[])[0, 2]).ToArray();
        var scored = new NetworkScorer(network).LabelProbabilities(
            Rows, [.. Rows.Select(_ => positions)], [.. Rows.Select(_ => labels)]).Probabilities;
        Assert.HasCount(Rows.Length, extracted);
        for (var row = 0; row < Rows.Length; row++)
        {
            for (var i = 0; i < 2 * vocabulary; i++)
            {
                Assert.AreEqual(scored[row][i], MathF.Exp(extracted[row][i % 2][i / 2]), 1e-6f);
            }
            Assert.AreEqual(1, extracted[row][1].Sum(MathF.Exp), 1e-5f);
        }
    }

    [TestMethod]
    public void What_cannot_be_extracted_is_refused_in_a_line()
    {
        using var network = SmallNetworks.Create();
        var extractor = new NextTokenExtractor(network);
        StringAssert.Contains(Refusal(() => new NextTokenExtractor(network, 0)), "batchSize: 0");
        StringAssert.Contains(Refusal(() => extractor.Extract(Rows, [])), "positions: ; at least one");
        StringAssert.Contains(Refusal(() => extractor.Extract(Rows, [-1])), "positions: -1");
        StringAssert.Contains(Refusal(() => extractor.Extract(Rows, [3])), "row 1: 3 tokens; 4 to the network's context of 16");
        StringAssert.Contains(Refusal(() => extractor.Extract([[11]], [0])), "0 to 10");
        Assert.IsEmpty(extractor.Extract([], [0]));
    }

    private static string Refusal(Action action) => Assert.ThrowsExactly<InputException>(action).Message;
}
