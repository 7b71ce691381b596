using SuppressionLab.Attacks;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;
using SuppressionLab.Tests.Shared;
using SuppressionLab.Tests.Support;
using TorchSharp;
using static SuppressionLab.Tests.Attacks.AttackFixture;

namespace SuppressionLab.Tests.Attacks;

/// <summary>What holds for every attack on a network of every architecture.</summary>
[TestClass]
public sealed class EveryAttackTests
{
    [TestMethod]
    [DynamicData(nameof(Architectures))]
    public void Attacks_repeat_to_the_bit_whatever_the_batch_to_rounding_and_leave_the_model_as_it_is(string architecture)
    {
        using var model = ModelOf(architecture);
        foreach (var (name, attack) in Attacks)
        {
            var first = attack(model, 32);
            Assert.AreEqual(name, first.Attack);
            // Had an attack changed the model, the next one's would differ.
            CollectionAssert.AreEqual(first.Points.ToArray(), attack(model, 32).Points.ToArray(), name);
            AreClose(first, attack(model, 5), 1e-6);
            foreach (var point in first.Points)
            {
                Assert.IsTrue(
                    point.Quantity.StartsWith(AttackQuantities.SamplesToHalf, StringComparison.Ordinal) || double.IsFinite(point.Value),
                    $"{point}");
                Assert.IsTrue(point.Count >= 1 && point.StandardError is >= 0 or double.NaN, $"{point}");
            }
        }
    }

    [TestMethod]
    public void A_broken_model_is_refused_or_has_no_value()
    {
        var network = Model.CopyNetwork();
        network.Flat.CopyFrom([.. Enumerable.Repeat(float.NaN, (int)network.Flat.Count)]);
        using var broken = LanguageModelTransformer.FromNetwork(network);
        var attacks = Attacks.ToDictionary(a => a.Name, a => a.Run);
        StringAssert.Contains(
            Views.Refusal(() => attacks["linear-probe"](broken, 32)), "the model's states at layer 0 of document 0, item 0: NaN");
        StringAssert.Contains(
            Views.Refusal(() => attacks["nearest-neighbours"](broken, 32)), "the model's predictions behind 4 symbols of document 0");
        StringAssert.Contains(
            Views.Refusal(() => attacks["repeated-sampling"](broken, 32)), "the model's predictions in sample 0 of prompt 0 are NaN");
        Assert.ThrowsExactly<NonFiniteLossException>(() => attacks["relearning"](broken, 32));
        Assert.IsTrue(attacks["prefix-variations"](broken, 32).Points.All(p => double.IsNaN(p.Value)));
    }

    [TestMethod]
    public void Attacks_dispose_every_tensor_they_make()
    {
        foreach (var (name, attack) in Attacks)
        {
            attack(Model, 32);
            var growth = -1L;
            NoCollection.During(() =>
            {
                var before = torch.Tensor.TotalCount;
                attack(Model, 32);
                growth = torch.Tensor.TotalCount - before;
            });
            Assert.AreEqual(0, growth, name);
        }
    }

    public static IEnumerable<object[]> Architectures => NetworkRegistry.Names.Select(a => new object[] { a });

    private static (string Name, Func<LanguageModelTransformer, int, AttackCurve> Run)[] Attacks { get; } =
    [
        ("relearning", (model, batch) => Ml.Suppression.Attacks.Relearning(
            model, Of(1, 3, "relearning"), Tiny.Documents(Ml, 12, stream: "held-out"), Tiny.Prompts(Ml, 12),
            new() { Suppressed = Suppressed, LearningRate = 1e-3, Doses = [0, 3], BatchSize = batch })),
        ("repeated-sampling", (model, batch) => Ml.Suppression.Attacks.RepeatedSampling(
            model, null, Tiny.Mixture, new() { Suppressed = Suppressed, Samples = 12, Length = 8, BatchSize = batch })),
        ("linear-probe", (model, batch) => Ml.Suppression.Attacks.LinearProbe(
            model, Tiny.Documents(Ml, 40, stream: "probe-training"), Tiny.Documents(Ml, 30, stream: "probe-test"),
            new() { Suppressed = Suppressed, L2Regularization = 1, BatchSize = batch })),
        ("nearest-neighbours", (model, batch) => Ml.Suppression.Attacks.NearestNeighbours(
            model, Tiny.Documents(Ml, 30, stream: "anchors"), Tiny.Documents(Ml, 20, stream: "neighbours-test"),
            new() { Suppressed = Suppressed, PrefixLengths = [4, 16], BatchSize = batch })),
        ("prefix-variations", (model, batch) => Ml.Suppression.Attacks.PrefixVariations(
            model, Tiny.Prompts(Ml, 12), Tiny.Documents(Ml, 12, stream: "snippets"),
            new() { Suppressed = Suppressed, PrefixLength = 5, BatchSize = batch })),
    ];

    private static LanguageModelTransformer ModelOf(string architecture) => LanguageModelTransformer.FromNetwork(
        NetworkRegistry.Create(Tiny.NetworkOf(architecture), RandomKey.FromSeed(4).Derive("initialisation")));
}
