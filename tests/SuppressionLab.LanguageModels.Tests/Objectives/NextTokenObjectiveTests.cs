using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Tests.Networks;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Errors;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Tests.Objectives;

[TestClass]
public class NextTokenObjectiveTests
{
    private static readonly NextTokenObjective Objective = new();

    [TestMethod]
    public void Loss_is_the_formula_in_float64_and_ignores_padding()
    {
        using var network = SmallNetworks.CreateRough(4);
        var reference = ReferenceNetwork.Of(network);
        int[] whole = SmallNetworks.Tokens(10, 1, 10);
        int[] part = SmallNetworks.Tokens(6, 2, 10);
        var batch = TokenBlocks.FromRows([whole, part], 10, ignoreToken: 10).Gather([0, 1]);

        Assert.AreEqual(14, Objective.Weight(batch));
        using var loss = Objective.SummedLoss(network, batch);
        Assert.AreEqual(reference.Loss(whole) + reference.Loss(part), loss.item<float>(), 1e-4);
    }

    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Names), typeof(SmallNetworks))]
    public void Gradient_agrees_with_finite_differences_of_the_float64_formulas(string architecture)
    {
        using var network = SmallNetworks.CreateRough(5, SmallNetworks.Of(architecture) with { VocabularySize = 7 });
        var weights = ReferenceNetwork.WeightsOf(network);
        var reference = ReferenceNetwork.Of(network, weights);
        var tokens = SmallNetworks.Tokens(7, 3, 7);
        network.Flat.Gradients.zero_();
        using var loss = Objective.SummedLoss(network, new TrainingBatch(tokens, 7, -1));
        loss.backward();
        var gradients = network.Flat.Gradients.data<float>().ToArray();

        var offset = 0;
        foreach (var specification in network.Flat.Specifications)
        {
            var values = weights[specification.Name];
            // Five values of every tensor, the first and last among them.
            foreach (var i in Enumerable.Range(0, 5).Select(j => (int)(j * (specification.Count - 1) / 4)).Distinct())
            {
                var expected = Derivative(reference, tokens, values, i);
                Assert.AreEqual(
                    expected, gradients[offset + i], 1e-5 * Math.Max(1, Math.Abs(expected)), $"{specification.Name}[{i}]");
            }
            offset += (int)specification.Count;
        }
    }

    [TestMethod]
    public void A_token_outside_the_vocabulary_is_refused()
    {
        using var network = SmallNetworks.Create();
        var error = Assert.ThrowsExactly<InputException>(
            () => Objective.SummedLoss(network, new TrainingBatch([1, 2, 11], 3, -1)));
        StringAssert.Contains(error.Message, "11");
        StringAssert.Contains(error.Message, "0 to 10");
    }

    // Central difference of fourth order.
    private static double Derivative(ReferenceNetwork reference, int[] tokens, double[] values, int i)
    {
        const double step = 1e-3;
        var value = values[i];
        double At(double shift)
        {
            values[i] = value + shift;
            return reference.Loss(tokens);
        }
        var derivative = ((8 * (At(step) - At(-step))) - (At(2 * step) - At(-2 * step))) / (12 * step);
        values[i] = value;
        return derivative;
    }
}
