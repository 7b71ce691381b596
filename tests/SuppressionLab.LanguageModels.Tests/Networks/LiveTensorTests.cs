using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Tests.Shared;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Tests.Networks;

[TestClass]
public class LiveTensorTests
{
    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Names), typeof(SmallNetworks))]
    public void Making_training_scoring_and_freeing_networks_leaves_no_tensor_behind(string architecture)
    {
        Use(architecture, 1);
        var before = Live();
        Use(architecture, 100);
        Assert.AreEqual(before, Live());
    }

    [TestMethod]
    [DynamicData(nameof(SmallNetworks.Names), typeof(SmallNetworks))]
    public void Making_training_scoring_and_freeing_networks_disposes_every_tensor(string architecture)
    {
        Use(architecture, 1);
        var growth = -1L;
        NoCollection.During(() =>
        {
            var before = torch.Tensor.TotalCount;
            Use(architecture, 10);
            growth = torch.Tensor.TotalCount - before;
        });
        Assert.AreEqual(0, growth);
    }

    [TestMethod]
    public void Networks_made_inside_a_dispose_scope_outlive_it()
    {
        LanguageModelNetwork network;
        using (torch.NewDisposeScope())
        {
            network = SmallNetworks.Create();
        }
        using (network)
        {
            Assert.HasCount(3, new NetworkScorer(network).TokenLogProbabilities([[1, 2, 3, 4]])[0]);
        }
    }

    private static void Use(string architecture, int times)
    {
        var rows = new[] { SmallNetworks.Tokens(9, 1), SmallNetworks.Tokens(9, 2) };
        var batches = new ShuffledBlocks(TokenBlocks.FromRows(rows, 9, -1), RandomKey.FromSeed(1));
        for (var i = 0; i < times; i++)
        {
            using var network = NetworkRegistry.Create(SmallNetworks.Of(architecture), RandomKey.FromSeed(1));
            TrainingLoop.Run(
                network, new NextTokenObjective(), batches, new TrainingOptions { Steps = 1, LearningRate = 1e-3, BatchSize = 2 });
            new NetworkScorer(network).SequenceNll(rows);
        }
    }

    // What nobody disposes counts until its finalizer has run.
    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }
}
