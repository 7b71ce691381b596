using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Tests.Networks;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;
using TorchSharp.Modules;

namespace SuppressionLab.LanguageModels.Tests.Training;

[TestClass]
public class FlatAdamWTests
{
    [TestMethod]
    public void Updates_agree_with_torch_AdamW_with_decay_on_matrices_alone()
    {
        using var network = SmallNetworks.CreateRough();
        var options = new TrainingOptions
        {
            Steps = 5, LearningRate = 0.01, WeightDecay = 0.3, Beta1 = 0.8, Beta2 = 0.95, Epsilon = 1e-6,
        };
        using var optimiser = new FlatAdamW(network.Flat);
        using var scope = torch.NewDisposeScope();
        var decaying = new Parameter(Part(network.Flat.Values, 0, network.Flat.DecayingCount));
        var others = new Parameter(Part(
            network.Flat.Values, network.Flat.DecayingCount, network.Flat.Count - network.Flat.DecayingCount));
        using var first = torch.optim.AdamW([decaying], options.LearningRate, 0.8, 0.95, 1e-6, weight_decay: 0.3);
        using var second = torch.optim.AdamW([others], options.LearningRate, 0.8, 0.95, 1e-6, weight_decay: 0);

        var stream = RandomKey.FromSeed(7).Open();
        for (var number = 1; number <= 5; number++)
        {
            var gradient = Enumerable.Range(0, (int)network.Flat.Count).Select(_ => (float)stream.NextGaussian()).ToArray();
            network.Flat.Gradients.copy_(torch.tensor(gradient));
            decaying.grad = Part(network.Flat.Gradients, 0, network.Flat.DecayingCount);
            others.grad = Part(
                network.Flat.Gradients, network.Flat.DecayingCount, network.Flat.Count - network.Flat.DecayingCount);
            optimiser.Step(options, options.LearningRate, number);
            first.step();
            second.step();
        }

        var expected = torch.cat([decaying.detach(), others.detach()]).data<float>().ToArray();
        var actual = network.Flat.ToArray();
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 2e-6);
        }
    }

    /// <summary>
    /// TorchSharp frees a scalar operand when it is collected, and a temporary one may be collected while native code still
    /// reads it: every operand of a step must outlive its operation.
    /// </summary>
    [TestMethod]
    public void Updates_are_the_same_while_garbage_is_collected_all_the_time()
    {
        var quiet = Updated(steps: 600);
        using var stop = new CancellationTokenSource();
        var collector = Task.Factory.StartNew(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    GC.Collect(0);
                    GC.WaitForPendingFinalizers();
                }
            },
            TaskCreationOptions.LongRunning);
        float[] disturbed;
        try
        {
            disturbed = Updated(steps: 600);
        }
        finally
        {
            stop.Cancel();
            collector.Wait();
        }
        CollectionAssert.AreEqual(quiet, disturbed);
    }

    private static float[] Updated(int steps)
    {
        using var network = SmallNetworks.CreateRough();
        using var step = new TrainingStep(
            network, new NextTokenObjective(), new TrainingOptions { Steps = steps, LearningRate = 1e-3, WeightDecay = 0.1 });
        using var monitor = new LossMonitor(readsAtOnce: true);
        var batch = new TrainingBatch([1, 2, 3, 4, 5, 6], 3, -1);
        for (var done = 0; done < steps; done++)
        {
            step.Run(batch, done, monitor);
        }
        return network.Flat.ToArray();
    }

    [TestMethod]
    public void Layer_norms_and_biases_do_not_decay()
    {
        using var network = SmallNetworks.Create();
        var names = network.Flat.Specifications.Where(s => !s.Decays).Select(s => s.Name);
        Assert.IsTrue(names.All(name => name.Contains(".ln_") || name.EndsWith(".bias", StringComparison.Ordinal)));
        Assert.AreEqual((2 * 8) + 2, names.Count());
    }

    private static torch.Tensor Part(torch.Tensor tensor, long start, long count) => tensor.narrow(0, start, count).clone();
}
