using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Tests.Oracle;

[TestClass]
public sealed class ForwardPassTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(41);

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.02)]
    public void Stored_blocks_products_and_dense_matrices_agree(double smoothing)
    {
        var mixture = TestMixtures.Ginc();
        var symbols = new DocumentSampler(mixture, 500, Key).Sample(0).Tokens;
        foreach (var component in mixture.Components.Cast<FactoredComponent>())
        {
            var order = EmissionOrder.TryCreate(component, 50)!;
            ForwardPass[] passes =
            [
                new BlockForwardPass(component, order, smoothing),
                new FactoredForwardPass(component, order, smoothing),
                new DenseForwardPass(component.ToGeneral(50), 50, smoothing),
            ];
            var likelihoods = passes.Select(pass => pass.LogLikelihood(symbols)).ToArray();
            DocumentLearnerTests.AssertClose(likelihoods[0], likelihoods[1], 1e-9);
            DocumentLearnerTests.AssertClose(likelihoods[0], likelihoods[2], 1e-9);
            var predictions = passes.Select(pass => Predict(pass, symbols.AsSpan(0, 60))).ToArray();
            for (var next = 0; next < 50; next++)
            {
                Assert.AreEqual(predictions[0][next], predictions[1][next], 1e-12);
                Assert.AreEqual(predictions[0][next], predictions[2][next], 1e-12);
            }
        }
    }

    [TestMethod]
    public void Thousands_of_states_need_no_dense_matrix()
    {
        var options = new GincOptions { Components = 2, Entities = 60, Properties = 60, VocabularySize = 200 };
        var mixture = GincMixture.Draw(options, 1);
        var learner = new DocumentLearner(mixture, 0);
        var sampler = new DocumentSampler(mixture, 60, Key);
        for (var i = 0; i < 4; i++)
        {
            var document = sampler.Sample(i);
            var posterior = learner.Trace(document.Tokens).Posterior;
            Assert.AreEqual(1, posterior[60, document.Component!.Value], 1e-9);
        }
        var prompt = new PromptSampler(mixture, 3, 40, Key).Sample(0);
        Assert.IsTrue(new PromptLearner(mixture, 3).LabelProbabilities(prompt).All(p => p is >= 0 and <= 1));
    }

    [TestMethod]
    public void Sizes_beyond_memory_are_refused()
    {
        var options = new GincOptions { Components = 1, Entities = 1000, Properties = 1000, VocabularySize = 1000 };
        var mixture = GincMixture.Draw(options, 1);
        var error = Assert.ThrowsExactly<InputException>(() => new DocumentLearner(mixture));
        StringAssert.Contains(error.Message, "1000000 states and 1000 symbols");
    }

    private static double[] Predict(ForwardPass pass, ReadOnlySpan<int> symbols)
    {
        var state = new ForwardState(pass.Width);
        foreach (var symbol in symbols)
        {
            pass.Advance(state, symbol);
        }
        var result = new double[pass.PredictionLength];
        if (state.Sum > 0)
        {
            pass.AddPrediction(state, 1 / state.Sum, result);
            Assert.AreEqual(result[7], pass.Predict(state, 7) / state.Sum, 1e-15);
        }
        return result;
    }
}
