using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.LanguageModels.Tests.Networks;
using SuppressionLab.Primitives.Errors;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Tests.Scoring;

[TestClass]
public class HiddenStateExtractorTests
{
    private static readonly int[][] Rows = [.. new[] { 3, 16, 2, 9, 5 }.Select((n, i) => SmallNetworks.Tokens(n, (ulong)i))];

    public static IEnumerable<object[]> Cases =>
        from architecture in NetworkRegistry.Names
        from choice in new[] { (0, 0), (1, 1), (2, 0), (2, 1) }
        select new object[] { architecture, choice.Item1, choice.Item2 };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Pooled_states_agree_with_the_formulas_in_float64_whatever_the_batches(string architecture, int layer, int unpooled)
    {
        using var network = SmallNetworks.CreateRough(1, SmallNetworks.Of(architecture));
        var reference = ReferenceNetwork.Of(network);
        foreach (var batchSize in new[] { 1, 2, 32 })
        {
            var means = new HiddenStateExtractor(network, layer, StatePooling.Mean, batchSize, unpooled).Extract(Rows);
            var lasts = new HiddenStateExtractor(network, layer, StatePooling.LastToken, batchSize, unpooled).Extract(Rows);
            for (var row = 0; row < Rows.Length; row++)
            {
                var states = reference.States(Rows[row], layer);
                AssertClose([.. states[0].Select((_, c) => states.Skip(unpooled).Average(state => state[c]))], means[row]);
                AssertClose(states[^1], lasts[row]);
            }
        }
    }

    [TestMethod]
    public void Extraction_leaves_dropout_out_and_the_mode_as_it_was()
    {
        using var network = SmallNetworks.CreateRough(1, SmallNetworks.Configuration with { Dropout = 0.5 });
        network.Train();
        var extractor = new HiddenStateExtractor(network, 2);
        CollectionAssert.AreEqual(extractor.Extract(Rows)[1], extractor.Extract(Rows)[1]);
        Assert.IsTrue(network.IsTraining);
    }

    [TestMethod]
    public void Behind_the_last_norm_are_the_states_that_the_head_reads()
    {
        using var network = SmallNetworks.CreateRough(1, SmallNetworks.Configuration);
        var states = HiddenStateExtractor.BehindLastNorm(network, StatePooling.LastToken).Extract(Rows);
        for (var row = 0; row < Rows.Length; row++)
        {
            using var scope = torch.NewDisposeScope();
            var logits = network.Project(torch.tensor(states[row]).unsqueeze(0));
            var probabilities = torch.nn.functional.softmax(logits, 1).data<float>().ToArray();
            for (var label = 0; label < probabilities.Length; label++)
            {
                var expected = new NetworkScorer(network).LabelProbabilities([Rows[row]], [[Rows[row].Length - 1]], [[label]]);
                Assert.AreEqual(expected.Probabilities[0][0], probabilities[label], 1e-6f);
            }
        }
        StringAssert.Contains(Refusal(() => HiddenStateExtractor.BehindLastNorm(network, batchSize: 0)), "batchSize: 0");
        StringAssert.Contains(Refusal(() => HiddenStateExtractor.BehindLastNorm(network, unpooled: -1)), "unpooled: -1");
    }

    [TestMethod]
    public void What_cannot_be_extracted_is_refused_in_a_line()
    {
        using var network = SmallNetworks.Create();
        StringAssert.Contains(Refusal(() => new HiddenStateExtractor(network, 3)), "layer: 3; 0 to the network's 2");
        StringAssert.Contains(Refusal(() => new HiddenStateExtractor(network, -1)), "layer: -1");
        StringAssert.Contains(Refusal(() => new HiddenStateExtractor(network, 1, batchSize: 0)), "batchSize");
        StringAssert.Contains(Refusal(() => new HiddenStateExtractor(network, 1, unpooled: -1)), "unpooled");
        var extractor = new HiddenStateExtractor(network, 1, unpooled: 1);
        StringAssert.Contains(Refusal(() => extractor.Extract([[1, 2], [1]])), "row 1: 1 tokens; 2 to");
        StringAssert.Contains(Refusal(() => extractor.Extract([new int[17]])), "context of 16");
        StringAssert.Contains(Refusal(() => extractor.Extract([[1, 11]])), "0 to 10");
        Assert.IsEmpty(extractor.Extract([]));
    }

    private static void AssertClose(double[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-5 * Math.Max(1, Math.Abs(expected[i])), $"item {i}");
        }
    }

    private static string Refusal(Action action) => Assert.ThrowsExactly<InputException>(action).Message;
}
