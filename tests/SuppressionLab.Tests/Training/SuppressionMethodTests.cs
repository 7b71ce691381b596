using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.Data;
using SuppressionLab.LanguageModels.Adapters;
using SuppressionLab.LanguageModels.Objectives.Preferences;
using SuppressionLab.LanguageModels.Objectives.Unlearning;
using SuppressionLab.Scoring;
using SuppressionLab.Tests.Support;
using SuppressionLab.Training;

namespace SuppressionLab.Tests.Training;

/// <summary>What each suppression method does to a small trained model.</summary>
[TestClass]
public sealed class SuppressionMethodTests
{
    private const int Favoured = 0;
    private static readonly MLContext Ml = Tiny.Context();
    private static LanguageModelTransformer s_pretrained = null!;

    public static IEnumerable<object[]> PreferenceLosses =>
        new PreferenceLoss[] { new DpoLoss(), new IpoLoss(), new HingePreferenceLoss(), new SimPoLoss(), new OrpoLoss { Weight = 1 }, new CpoLoss() }
            .Select(loss => new object[] { loss });

    public static IEnumerable<object[]> UnlearningLosses =>
        new UnlearningLoss[] { new GradientAscentLoss(), new GradientDifferenceLoss(), new NpoLoss(), new UnlikelihoodLoss(), new KtoLoss() }
            .Select(loss => new object[] { loss });

    [ClassInitialize]
    public static void Train(TestContext context) => s_pretrained = Tiny.Model(Ml, steps: 60);

    [ClassCleanup]
    public static void Free() => s_pretrained.Dispose();

    [TestMethod]
    [DynamicData(nameof(PreferenceLosses))]
    public void A_preference_loss_makes_held_out_favoured_documents_likelier_beside_suppressed_ones(PreferenceLoss loss)
    {
        var pairs = Ml.Suppression.PreferencePairs(
            Tiny.Mixture, new PreferencePairViewOptions { Count = 60, Length = Tiny.ContextLength, Favoured = [Favoured] });
        var training = Tiny.Training(40) with { BatchSize = 8, LearningRate = 2e-3 };
        using var model = Ml.Suppression.Trainers.PreferenceOptimization(s_pretrained, training, loss).Fit(pairs);
        using var scorer = model.With(new LanguageModelScoringOptions());
        Assert.IsLessThan(Contrast(s_pretrained) - 0.02, Contrast(scorer));
    }

    [TestMethod]
    [DynamicData(nameof(UnlearningLosses))]
    public void An_unlearning_loss_makes_held_out_suppressed_documents_unlikelier_beside_favoured_ones(UnlearningLoss loss)
    {
        var documents = Tiny.Documents(Ml, count: 60, stream: "unlearning");
        var training = Tiny.Training(40) with { BatchSize = 8, LearningRate = 1e-3 };
        using var model = Ml.Suppression.Trainers.Unlearning(s_pretrained, training, loss, 1, 2).Fit(documents);
        Assert.IsGreaterThan(Loss(s_pretrained, 1, 2) + 0.02, Loss(model, 1, 2));
        Assert.IsLessThan(Contrast(s_pretrained), Contrast(model));
    }

    [TestMethod]
    public void Misdirection_makes_suppressed_documents_unlikelier_and_holds_the_kept()
    {
        var documents = Tiny.Documents(Ml, count: 60, stream: "unlearning");
        using var model = Ml.Suppression.Trainers.RepresentationMisdirection(s_pretrained, new RepresentationMisdirectionOptions
        {
            Training = Tiny.Training(60) with { BatchSize = 8, LearningRate = 1e-3 },
            Suppressed = [1, 2],
            Misdirection = new RmuOptions { Coefficient = 20, KeptWeight = 1 },
        }).Fit(documents);
        Assert.IsGreaterThan(Loss(s_pretrained, 1, 2) + 0.02, Loss(model, 1, 2));
        Assert.IsLessThan(Contrast(s_pretrained), Contrast(model));
    }

    [TestMethod]
    public void Fine_tuning_near_the_reference_moves_less_the_heavier_the_weight()
    {
        var favoured = Ml.Suppression.Documents(Tiny.Mixture, new() { Count = 40, Length = 24, Stream = "sft", Weights = [1, 0, 0] });
        double Moved(double weight)
        {
            using var model = Ml.Suppression.Trainers.SupervisedFineTuning(
                s_pretrained, new SupervisedFineTuningOptions { Training = Tiny.Training(30), ReferenceWeight = weight }).Fit(favoured);
            return Loss(model, 1, 2) - Loss(s_pretrained, 1, 2);
        }
        var (free, held, tight) = (Moved(0), Moved(1), Moved(20));
        Assert.IsLessThan(free, held);
        Assert.IsLessThan(held, tight);
    }

    [TestMethod]
    [DynamicData(nameof(Adapting))]
    public void By_an_adapter_a_method_moves_the_named_matrices_alone_and_by_its_rank(string method)
    {
        using var pretrained = s_pretrained.CopyNetwork();
        using var model = Adapt(method, new() { Rank = 1, Targets = ["c_attn", "c_fc"] }, (step, snapshot) =>
        {
            using var copy = snapshot.CopyNetwork();
            Assert.AreEqual(2L, step);
            Assert.IsNull(copy.Adapter);
            CollectionAssert.AreNotEqual(pretrained.Flat.ToArray(), copy.Flat.ToArray());
            snapshot.Dispose();
        });
        using var tuned = model.CopyNetwork();
        Assert.AreEqual(s_pretrained.Configuration, model.Configuration);
        Assert.IsNull(tuned.Adapter);
        var (before, after) = (pretrained.Flat.ToArray(), tuned.Flat.ToArray());
        var offset = 0;
        foreach (var specification in tuned.Flat.Specifications)
        {
            var count = (int)specification.Count;
            var change = before.Zip(after, (x, y) => (double)y - x).Skip(offset).Take(count).ToArray();
            offset += count;
            var named = specification.Name.EndsWith("c_attn.weight", StringComparison.Ordinal)
                || specification.Name.EndsWith("c_fc.weight", StringComparison.Ordinal);
            Assert.AreEqual(named, change.Any(x => x != 0), specification.Name);
            if (named)
            {
                AssertRankOne(change, (int)specification.Shape[1]);
            }
        }
    }

    public static IEnumerable<object[]> Adapting =>
        new[] { "sft", "dpo", "npo", "gradient-difference", "rmu" }.Select(method => new object[] { method });

    [TestMethod]
    public void An_adapter_that_does_not_fit_is_refused_before_there_are_data()
    {
        foreach (var method in Adapting.Select(row => (string)row[0]))
        {
            StringAssert.Contains(Refuse(() => Adapt(method, new() { Rank = 200 })), "rank 200 is over the width 16 of transformer.h.0.attn.c_attn");
            StringAssert.Contains(Refuse(() => Adapt(method, new() { Targets = ["wte"] })), "target 'wte' is no matrix of gpt2");
        }
    }

    private static LanguageModelTransformer Adapt(
        string method, LoraOptions adapter, Action<long, LanguageModelTransformer>? snapshot = null)
    {
        var documents = Tiny.Documents(Ml, count: 20, stream: "unlearning");
        var training = Tiny.Training(4);
        UnlearningOptions Unlearning(UnlearningLoss loss) => new()
        {
            Training = training, Adapter = adapter, Suppressed = [1, 2], Loss = loss, SnapshotSteps = [2], Snapshot = snapshot,
        };
        return method switch
        {
            "sft" => Ml.Suppression.Trainers.SupervisedFineTuning(s_pretrained, new SupervisedFineTuningOptions
            {
                Training = training, Adapter = adapter, SnapshotSteps = [2], Snapshot = snapshot,
            }).Fit(documents),
            "dpo" => Ml.Suppression.Trainers.PreferenceOptimization(s_pretrained, new PreferenceOptimizationOptions
            {
                Training = training, Adapter = adapter, SnapshotSteps = [2], Snapshot = snapshot,
            }).Fit(Ml.Suppression.PreferencePairs(
                Tiny.Mixture, new PreferencePairViewOptions { Count = 8, Length = Tiny.ContextLength, Favoured = [Favoured] })),
            "npo" => Ml.Suppression.Trainers.Unlearning(s_pretrained, Unlearning(new NpoLoss())).Fit(documents),
            "gradient-difference" =>
                Ml.Suppression.Trainers.Unlearning(s_pretrained, Unlearning(new GradientDifferenceLoss())).Fit(documents),
            _ => Ml.Suppression.Trainers.RepresentationMisdirection(s_pretrained, new RepresentationMisdirectionOptions
            {
                Training = training, Adapter = adapter, Suppressed = [1, 2], SnapshotSteps = [2], Snapshot = snapshot,
            }).Fit(documents),
        };
    }

    /// <summary>Every row is a multiple of the one with the largest item, up to the rounding of the values around it.</summary>
    private static void AssertRankOne(double[] matrix, int columns)
    {
        var pivot = Array.FindIndex(matrix, x => Math.Abs(x) == matrix.Max(Math.Abs));
        var (row, column) = (pivot / columns, pivot % columns);
        for (var i = 0; i < matrix.Length; i++)
        {
            var expected = matrix[((i / columns) * columns) + column] * matrix[(row * columns) + (i % columns)] / matrix[pivot];
            Assert.AreEqual(expected, matrix[i], 1e-6, $"item {i}");
        }
        Assert.IsGreaterThan(1e-4, Math.Abs(matrix[pivot]));
    }

    [TestMethod]
    public void A_resumed_run_refuses_other_parameters_of_its_loss()
    {
        var folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        try
        {
            UnlearningOptions Options(double beta) => new()
            {
                Training = Tiny.Training(2), Suppressed = [1], Loss = new NpoLoss { Beta = beta }, CheckpointFolder = folder,
            };
            var documents = Tiny.Documents(Ml);
            Ml.Suppression.Trainers.Unlearning(s_pretrained, Options(0.1)).Fit(documents).Dispose();
            Ml.Suppression.Trainers.Unlearning(s_pretrained, Options(0.1)).Fit(documents).Dispose();
            var message = Views.Refusal(() => Ml.Suppression.Trainers.Unlearning(s_pretrained, Options(0.2)).Fit(documents));
            StringAssert.Contains(message, "Beta = 0.1");
            StringAssert.Contains(message, "Beta = 0.2");
            using var other = Tiny.Model(Ml, steps: 1);
            message = Views.Refusal(() => Ml.Suppression.Trainers.Unlearning(other, Options(0.1)).Fit(documents));
            StringAssert.Contains(message, "objective: the checkpoint has npo, Beta = 0.1, KeptWeight = 0, reference ");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void Documents_to_keep_are_not_needed_where_they_weigh_nothing()
    {
        var suppressed = Ml.Suppression.Documents(Tiny.Mixture, new() { Count = 6, Length = 24, Weights = [0, 1, 0] });
        using var model = Ml.Suppression.Trainers.Unlearning(
            s_pretrained, Tiny.Training(2), new GradientDifferenceLoss { KeptWeight = 0 }, 1).Fit(suppressed);
        using var ascent = Ml.Suppression.Trainers.Unlearning(
            s_pretrained, Tiny.Training(2), new GradientAscentLoss(), 1).Fit(suppressed);
        Assert.AreEqual(Loss(ascent, 1), Loss(model, 1));
    }

    [TestMethod]
    public void A_run_cancelled_before_its_first_step_says_so()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var ml = Tiny.Context();
        var messages = new List<string>();
        ml.Log += (_, e) => messages.Add(e.Message);
        var folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        foreach (var loss in new UnlearningLoss[] { new NpoLoss(), new GradientAscentLoss() })
        {
            var error = Assert.ThrowsExactly<OperationCanceledException>(() => ml.Suppression.Trainers.Unlearning(s_pretrained, new UnlearningOptions
            {
                Training = Tiny.Training(1), Suppressed = [1], Loss = loss, CheckpointFolder = folder, CancellationToken = cancellation.Token,
            }).Fit(Tiny.Documents(ml, count: 4)));
            StringAssert.Contains(error.Message, "cancelled before its first step");
            Assert.IsTrue(messages.Exists(m => m.Contains(error.Message, StringComparison.Ordinal)), loss.Name);
        }
    }

    [TestMethod]
    public void Data_of_the_wrong_role_and_parameters_out_of_range_are_refused_by_name_before_training()
    {
        var documents = Tiny.Documents(Ml, count: 6);
        UnlearningOptions Options(params int[] suppressed) =>
            new() { Training = Tiny.Training(1), Suppressed = suppressed, Loss = new GradientDifferenceLoss() };
        StringAssert.Contains(Refuse(() => Ml.Suppression.Trainers.Unlearning(s_pretrained, Options())), "Suppressed: no component");
        StringAssert.Contains(Refuse(() => Ml.Suppression.Trainers.Unlearning(s_pretrained, Options(1, 1))), "component 1");
        StringAssert.Contains(
            Refuse(() => Ml.Suppression.Trainers.Unlearning(s_pretrained, Options(1) with { Kept = [1] })), "component 1");
        StringAssert.Contains(
            Refuse(() => Ml.Suppression.Trainers.Unlearning(s_pretrained, Options(7)).Fit(documents)), "no document is of the suppressed components (7)");
        StringAssert.Contains(
            Refuse(() => Ml.Suppression.Trainers.Unlearning(s_pretrained, Options(0, 1, 2)).Fit(documents)), "no document is of the kept");
        StringAssert.Contains(
            Refuse(() => Ml.Suppression.Trainers.PreferenceOptimization(s_pretrained, Tiny.Training(1), new DpoLoss { Beta = -1 })), "Beta");
        StringAssert.Contains(
            Refuse(() => Ml.Suppression.Trainers.PreferenceOptimization(s_pretrained, Tiny.Training(1)).Fit(documents)), "'PromptTokens' is missing");
        StringAssert.Contains(
            Refuse(() => Ml.Suppression.Trainers.RepresentationMisdirection(s_pretrained, new RepresentationMisdirectionOptions
            {
                Training = Tiny.Training(1), Suppressed = [1], Misdirection = new RmuOptions { Layer = 2 },
            })), "Layer is 2; 1 to 1");
        StringAssert.Contains(
            Refuse(() => Ml.Suppression.Trainers.SupervisedFineTuning(
                s_pretrained, new SupervisedFineTuningOptions { Training = Tiny.Training(1), ReferenceWeight = -1 })), "ReferenceWeight");
        var empty = Ml.Suppression.PreferencePairs([new([Tiny.Mixture.BosToken], [1, 2], [])]);
        StringAssert.Contains(
            Refuse(() => Ml.Suppression.Trainers.PreferenceOptimization(s_pretrained, Tiny.Training(1)).Fit(empty)), "'RejectedTokens', row 0");
        var longer = Ml.Suppression.PreferencePairs([new([Tiny.Mixture.BosToken], new int[Tiny.ContextLength], [1])]);
        StringAssert.Contains(
            Refuse(() => Ml.Suppression.Trainers.PreferenceOptimization(s_pretrained, Tiny.Training(1)).Fit(longer)), "25 tokens; at most 24");
    }

    [TestMethod]
    public void Training_by_every_method_leaves_no_tensor_behind()
    {
        var documents = Tiny.Documents(Ml, count: 8);
        var pairs = Ml.Suppression.PreferencePairs(
            Tiny.Mixture, new PreferencePairViewOptions { Count = 8, Length = Tiny.ContextLength, Favoured = [Favoured] });
        Assert.AreEqual(0, Tensors.Growth(() =>
        {
            foreach (var loss in UnlearningLosses.Select(row => (UnlearningLoss)row[0]))
            {
                Ml.Suppression.Trainers.Unlearning(s_pretrained, Tiny.Training(2), loss, 1, 2).Fit(documents).Dispose();
            }
            Ml.Suppression.Trainers.RepresentationMisdirection(
                s_pretrained, new RepresentationMisdirectionOptions { Training = Tiny.Training(2), Suppressed = [1] }).Fit(documents).Dispose();
            foreach (var loss in PreferenceLosses.Select(row => (PreferenceLoss)row[0]))
            {
                Ml.Suppression.Trainers.PreferenceOptimization(s_pretrained, Tiny.Training(2), loss).Fit(pairs).Dispose();
            }
            Ml.Suppression.Trainers.SupervisedFineTuning(
                s_pretrained, new SupervisedFineTuningOptions { Training = Tiny.Training(2), ReferenceWeight = 1 }).Fit(documents).Dispose();
            Adapt("npo", new(), (_, snapshot) => snapshot.Dispose()).Dispose();
        }));
    }

    private static string Refuse(Action action) => Views.Refusal(action);

    /// <summary>−ln p a token of held-out documents of some components.</summary>
    private static double Loss(LanguageModelTransformer model, params int[] components)
    {
        var documents = Ml.Suppression.Documents(Tiny.Mixture, new()
        {
            Count = 60, Length = 24, Stream = "held-out",
            Weights = [.. Enumerable.Range(0, 3).Select(c => components.Contains(c) ? 1.0 : 0)],
        });
        return -Views.Vectors<float>(model.Transform(documents), ColumnNames.TokenLogProbabilities).Average(row => row.Average(p => (double)p));
    }

    /// <summary>The favoured documents' loss above that of the suppressed ones: it falls as suppression goes on.</summary>
    private static double Contrast(LanguageModelTransformer model) => Loss(model, Favoured) - Loss(model, 1, 2);
}
