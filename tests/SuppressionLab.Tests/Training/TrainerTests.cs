using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Documents;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Scoring;
using SuppressionLab.Tests.Support;
using SuppressionLab.Training;

namespace SuppressionLab.Tests.Training;

[TestClass]
public sealed class TrainerTests
{
    private readonly MLContext _ml = Tiny.Context();

    [TestMethod]
    public void Fitting_twice_gives_the_same_weights_and_another_seed_gives_others()
    {
        var first = Weights(Tiny.Model(_ml, steps: 3));
        CollectionAssert.AreEqual(first, Weights(Tiny.Model(_ml, steps: 3)));
        var options = Tiny.Pretraining(3) with { Seed = 1 };
        CollectionAssert.AreEqual(first, Weights(new MLContext(seed: 77).Suppression.Trainers.Pretraining(options).Fit(Tiny.Documents(_ml))));
        CollectionAssert.AreNotEqual(first, Weights(_ml.Suppression.Trainers.Pretraining(options with { Seed = 2 }).Fit(Tiny.Documents(_ml))));
    }

    [TestMethod]
    public void Pretraining_lowers_the_loss_and_keeps_its_history()
    {
        using var model = _ml.Suppression.Trainers.Pretraining(
            Tiny.Pretraining(60) with { EvaluationDocuments = Tiny.Documents(_ml, stream: "held-out") }).Fit(Tiny.Documents(_ml));
        var history = model.Training!.History;
        Assert.HasCount(60, history);
        Assert.IsLessThan(history[0].Loss - 0.3, model.Training.FinalLoss);
        Assert.HasCount(12, history.Where(h => h.EvaluationLoss is not null).ToArray());
        Assert.IsLessThan(Math.Log(Tiny.Network.VocabularySize), history[^1].EvaluationLoss!.Value);
    }

    [TestMethod]
    public void Fine_tuning_trains_a_copy_and_leaves_the_pretrained_model_alone()
    {
        using var pretrained = Tiny.Model(_ml);
        var before = pretrained.CopyNetwork().Flat.ToArray();
        var favoured = _ml.Suppression.Documents(Tiny.Mixture, new() { Count = 20, Length = 24, Stream = "sft", Weights = [1, 0, 0] });
        using var untouched = _ml.Suppression.Trainers.SupervisedFineTuning(pretrained, Tiny.Training(0)).Fit(favoured);
        using var tuned = _ml.Suppression.Trainers.SupervisedFineTuning(pretrained, Tiny.Training(20)).Fit(favoured);
        CollectionAssert.AreEqual(before, pretrained.CopyNetwork().Flat.ToArray());
        CollectionAssert.AreEqual(before, untouched.CopyNetwork().Flat.ToArray());
        Assert.IsLessThan(Loss(pretrained, favoured), Loss(tuned, favoured));
    }

    [TestMethod]
    public void A_snapshot_is_the_model_of_that_many_steps()
    {
        var options = Tiny.Pretraining(6) with { Training = Tiny.Training(6) with { Schedule = LearningRateSchedule.Constant } };
        float[]? snapshot = null;
        _ml.Suppression.Trainers.Pretraining(options with
        {
            SnapshotSteps = [4],
            Snapshot = (step, model) =>
            {
                Assert.AreEqual(4L, step);
                snapshot = Weights(model);
            },
        }).Fit(Tiny.Documents(_ml)).Dispose();
        var shorter = options with { Training = options.Training with { Steps = 4 } };
        CollectionAssert.AreEqual(Weights(_ml.Suppression.Trainers.Pretraining(shorter).Fit(Tiny.Documents(_ml))), snapshot);
    }

    [TestMethod]
    public void A_cancelled_run_keeps_its_checkpoint_and_resumes_to_the_same_weights()
    {
        var folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        try
        {
            using var cancellation = new CancellationTokenSource();
            var options = Tiny.Pretraining(12) with { CheckpointFolder = folder };
            var messages = new List<string>();
            _ml.Log += (_, e) => messages.Add(e.Message);
            var cancelled = Assert.ThrowsExactly<OperationCanceledException>(() => _ml.Suppression.Trainers.Pretraining(options with
            {
                SnapshotSteps = [5],
                Snapshot = (_, model) =>
                {
                    model.Dispose();
                    cancellation.Cancel();
                },
                CancellationToken = cancellation.Token,
            }).Fit(Tiny.Documents(_ml)));
            StringAssert.Contains(cancelled.Message, folder);
            Assert.IsTrue(messages.Exists(m => m.Contains("cancelled", StringComparison.Ordinal) && m.Contains(folder, StringComparison.Ordinal)));

            using var resumed = _ml.Suppression.Trainers.Pretraining(options).Fit(Tiny.Documents(_ml));
            Assert.AreEqual(5L, resumed.Training!.ResumedFrom);
            CollectionAssert.AreEqual(Weights(Tiny.Model(_ml, steps: 12)), resumed.CopyNetwork().Flat.ToArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void Progress_and_messages_with_their_source_reach_the_caller()
    {
        var log = new List<(string Source, string Message)>();
        _ml.Log += (_, e) => log.Add((e.Source, e.Message));
        var progress = new LastProgress();
        _ml.Suppression.Trainers.Pretraining(Tiny.Pretraining(4) with { Progress = progress }).Fit(Tiny.Documents(_ml)).Dispose();
        Assert.AreEqual((4L, 4L), (progress.Last!.Step, progress.Last.Steps));
        Assert.IsTrue(log.Exists(l => l.Source.Contains("Pretraining", StringComparison.Ordinal) && l.Message.Contains("4 steps", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_renamed_tokens_column_is_trained_on_and_scored()
    {
        var documents = _ml.Transforms.CopyColumns("Text", ColumnNames.Tokens)
            .Append(_ml.Transforms.DropColumns(ColumnNames.Tokens)).Fit(Tiny.Documents(_ml)).Transform(Tiny.Documents(_ml));
        using var model = _ml.Suppression.Trainers.Pretraining(Tiny.Pretraining(3) with { TokensColumnName = "Text" }).Fit(documents);
        CollectionAssert.AreEqual(Weights(Tiny.Model(_ml, steps: 3)), model.CopyNetwork().Flat.ToArray());
        Assert.HasCount(40, Views.Vectors<float>(model.Transform(documents), ColumnNames.TokenLogProbabilities));
    }

    [TestMethod]
    public void Documents_and_options_that_cannot_be_trained_on_are_refused_by_name()
    {
        var (pad, bos) = (Tiny.Mixture.PadToken, Tiny.Mixture.BosToken);
        StringAssert.Contains(RefuseDocument([1, pad]), "row 1");
        StringAssert.Contains(RefuseDocument([bos, 1]), "BOS");
        StringAssert.Contains(RefuseDocument([-1]), "outside 0 to");
        StringAssert.Contains(RefuseOptions(Tiny.Pretraining() with { BlockLength = 25 }), "BlockLength is 25");
        StringAssert.Contains(RefuseOptions(Tiny.Pretraining() with { PadToken = 99 }), "PadToken is 99");
        StringAssert.Contains(RefuseOptions(Tiny.Pretraining() with { Network = Tiny.Network with { Heads = 3 } }), "heads");
        StringAssert.Contains(RefuseOptions(Tiny.Pretraining() with { Training = Tiny.Training() with { BatchSize = 0 } }), "batchSize");
    }

    [TestMethod]
    public void Scoring_options_of_the_trained_model_are_refused_before_any_row_is_read()
    {
        var counted = new CountingView(Tiny.Documents(_ml));
        var trainer = _ml.Suppression.Trainers.Pretraining(Tiny.Pretraining(1) with { Scoring = new() { BatchSize = 0 } });
        StringAssert.Contains(Views.Refusal(() => trainer.Fit(counted)), "BatchSize is 0");
        StringAssert.Contains(Views.Refusal(() => trainer.GetOutputSchema(Shapes.Of(counted.Schema))), "BatchSize is 0");
        Assert.AreEqual(0, counted.Cursors);
    }

    [TestMethod]
    public void Training_and_disposing_leaves_no_tensor_behind()
    {
        Assert.AreEqual(0, Tensors.Growth(() => Tiny.Model(_ml, steps: 2).Dispose()));
    }

    private string RefuseDocument(int[] tokens) => Views.Refusal(() => _ml.Suppression.Trainers.Pretraining(Tiny.Pretraining(1))
        .Fit(_ml.Suppression.Documents([new Document([1, 2], 0), new Document(tokens, 0)])));

    private string RefuseOptions(PretrainingOptions options) =>
        Views.Refusal(() => _ml.Suppression.Trainers.Pretraining(options).Fit(Tiny.Documents(_ml, count: 2)));

    private static float[] Weights(LanguageModelTransformer model)
    {
        using (model)
        {
            using var network = model.CopyNetwork();
            return network.Flat.ToArray();
        }
    }

    private static double Loss(LanguageModelTransformer model, IDataView documents) =>
        -Views.Vectors<float>(model.Transform(documents), ColumnNames.TokenLogProbabilities).Average(row => row.Average(p => (double)p));

    private sealed class LastProgress : IProgress<TrainingProgress>
    {
        public TrainingProgress? Last { get; private set; }

        public void Report(TrainingProgress value) => Last = value;
    }
}
