using Microsoft.ML;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Tests.Shared;
using SuppressionLab.Tests.Support;
using TorchSharp;

namespace SuppressionLab.Tests.Memory;

/// <summary>The short form of <c>SuppressionLab.Benchmarks -- memory</c>, which also measures resident memory.</summary>
[TestClass]
public sealed class LiveTensorTests
{
    private const int Times = 300;
    private const int TimesWithoutCollection = 30;
    private readonly MLContext _ml = Tiny.Context();

    [TestMethod]
    public void Training_steps_leave_no_tensor_behind()
    {
        var rows = Views.Vectors<int>(Tiny.Documents(_ml, 8), "Tokens").Select(tokens => (int[])[Tiny.Mixture.BosToken, .. tokens]);
        var batches = new ShuffledBlocks(TokenBlocks.FromRows(rows, Tiny.ContextLength, -1), RandomKey.FromSeed(1));
        using var network = NetworkRegistry.Create(Tiny.Network, RandomKey.FromSeed(1));
        var live = new List<long>();
        var loop = new TrainingLoop(network, new NextTokenObjective(), batches, Tiny.Training(Times) with { EvaluationInterval = 0 })
        {
            Observer = _ => live.Add(Live()),
            ObservedSteps = [Times / 10, Times / 2, Times],
        };
        loop.Run();
        Assert.HasCount(3, live);
        Assert.AreEqual(live[0], live[1]);
        Assert.AreEqual(live[0], live[2]);
    }

    [TestMethod]
    public void Predictions_leave_no_tensor_behind()
    {
        using var model = Tiny.Model(_ml, steps: 1);
        using var states = _ml.Suppression.Transforms.HiddenStates(model).Fit(Tiny.Documents(_ml, 1));
        using var scoring = _ml.Model.CreatePredictionEngine<Input, Scores>(model.With(model.Options));
        using var probing = _ml.Model.CreatePredictionEngine<Input, States>(states);
        var live = new List<long>();
        for (var i = 1; i <= Times; i++)
        {
            Assert.HasCount(3, scoring.Predict(new Input { Tokens = [i % 10, 2, 3] }).TokenLogProbabilities);
            Assert.HasCount(16, probing.Predict(new Input { Tokens = [i % 10, 2, 3] }).Features);
            if (i % 100 == 0)
            {
                live.Add(Live());
            }
        }
        Assert.HasCount(3, live);
        Assert.AreEqual(live[0], live[1]);
        Assert.AreEqual(live[0], live[2]);
    }

    [TestMethod]
    public void Training_steps_dispose_every_tensor_they_make()
    {
        var rows = Views.Vectors<int>(Tiny.Documents(_ml, 8), "Tokens").Select(tokens => (int[])[Tiny.Mixture.BosToken, .. tokens]);
        var batches = new ShuffledBlocks(TokenBlocks.FromRows(rows, Tiny.ContextLength, -1), RandomKey.FromSeed(1));
        using var network = NetworkRegistry.Create(Tiny.Network, RandomKey.FromSeed(1));
        var live = new List<long>();
        var training = Tiny.Training(TimesWithoutCollection) with { EvaluationInterval = 0 };
        var loop = new TrainingLoop(network, new NextTokenObjective(), batches, training)
        {
            Observer = _ => live.Add(torch.Tensor.TotalCount),
            ObservedSteps = [2, TimesWithoutCollection],
        };
        NoCollection.During(() => loop.Run());
        Assert.HasCount(2, live);
        Assert.AreEqual(live[0], live[1]);
    }

    [TestMethod]
    public void Predictions_dispose_every_tensor_they_make()
    {
        using var model = Tiny.Model(_ml, steps: 1);
        using var states = _ml.Suppression.Transforms.HiddenStates(model).Fit(Tiny.Documents(_ml, 1));
        using var scoring = _ml.Model.CreatePredictionEngine<Input, Scores>(model.With(model.Options));
        using var probing = _ml.Model.CreatePredictionEngine<Input, States>(states);
        long Growth(Action predict)
        {
            predict();
            var growth = -1L;
            NoCollection.During(() =>
            {
                var before = torch.Tensor.TotalCount;
                for (var i = 0; i < TimesWithoutCollection; i++)
                {
                    predict();
                }
                growth = torch.Tensor.TotalCount - before;
            });
            return growth;
        }
        Assert.AreEqual(0, Growth(() => Assert.HasCount(3, scoring.Predict(new Input { Tokens = [1, 2, 3] }).TokenLogProbabilities)));
        Assert.AreEqual(0, Growth(() => Assert.HasCount(16, probing.Predict(new Input { Tokens = [1, 2, 3] }).Features)));
    }

    private static long Live()
    {
        Tensors.Collect();
        return torch.Tensor.TotalCount;
    }

    private sealed class Input
    {
        public int[] Tokens { get; set; } = [];
    }

    private sealed class Scores
    {
        public float[] TokenLogProbabilities { get; set; } = [];
    }

    private sealed class States
    {
        public float[] Features { get; set; } = [];
    }
}
