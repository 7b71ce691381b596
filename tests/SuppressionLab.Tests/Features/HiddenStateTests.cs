using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Features;
using SuppressionLab.Generators.Documents;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Scoring;
using SuppressionLab.Tests.Support;
using TorchSharp;

namespace SuppressionLab.Tests.Features;

[TestClass]
public sealed class HiddenStateTests
{
    private static readonly MLContext Ml = Tiny.Context();
    private static LanguageModelTransformer s_model = null!;

    /// <summary>Documents of different lengths.</summary>
    private static readonly IDataView Documents = Ml.Suppression.Documents(
        [new Document([1, 2, 3], 0), new Document([4], 1), new Document([5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9], 2)]);

    [ClassInitialize]
    public static void Train(TestContext context) => s_model = Tiny.Model(Ml);

    [ClassCleanup]
    public static void Free() => s_model.Dispose();

    [TestMethod]
    [DataRow(0, StatePooling.Mean, true)]
    [DataRow(1, StatePooling.Mean, true)]
    [DataRow(1, StatePooling.Mean, false)]
    [DataRow(1, StatePooling.LastToken, true)]
    public void Features_are_the_pooled_states_of_each_documents_own_tokens(int layer, StatePooling pooling, bool prependsBos)
    {
        var options = new HiddenStateOptions { Layer = layer, Pooling = pooling, PrependBos = prependsBos, BatchSize = 2 };
        var features = Features(options);
        using var network = s_model.CopyNetwork();
        using var noGradients = torch.no_grad();
        foreach (var (row, tokens) in Views.Vectors<int>(Documents, ColumnNames.Tokens).Index())
        {
            // One document alone, nothing padded, its states averaged in plain C#.
            using var scope = torch.NewDisposeScope();
            int[] input = prependsBos ? [s_model.BosToken, .. tokens] : tokens;
            var states = network.HiddenStates(torch.tensor(input.Select(t => (long)t).ToArray()).unsqueeze(0), layer)
                .data<float>().ToArray().Chunk(16).Skip(prependsBos ? 1 : 0).ToArray();
            for (var c = 0; c < 16; c++)
            {
                var expected = pooling == StatePooling.Mean ? states.Average(state => state[c]) : states[^1][c];
                Assert.AreEqual(expected, features[row][c], 1e-5f, $"row {row}, item {c}");
            }
        }
    }

    [TestMethod]
    public void Features_have_a_known_size_and_the_middle_layer_unless_told_otherwise()
    {
        using var transformer = Ml.Suppression.Transforms.HiddenStates(s_model).Fit(Documents);
        var type = (VectorDataViewType)transformer.GetOutputSchema(Documents.Schema)[ColumnNames.Features].Type;
        Assert.AreEqual(16, type.Size);
        Assert.AreEqual(NumberDataViewType.Single, type.ItemType);
        Assert.AreEqual(1, transformer.Options.Layer);
        Assert.AreEqual(s_model.BosToken, transformer.Options.BosToken);
    }

    [TestMethod]
    public void Saving_keeps_options_and_features_and_an_engine_agrees()
    {
        var options = new HiddenStateOptions
        {
            OutputColumnName = "States", Layer = 0, Pooling = StatePooling.LastToken, PrependBos = false, BosToken = 3, BatchSize = 2,
        };
        using var transformer = Ml.Suppression.Transforms.HiddenStates(s_model, options).Fit(Documents);
        using var stream = new MemoryStream();
        Ml.Model.Save(transformer, Documents.Schema, stream);
        stream.Position = 0;
        using var loaded = (HiddenStateTransformer)new MLContext().Model.Load(stream, out _);
        Assert.AreEqual(options, loaded.Options);
        var expected = Views.Vectors<float>(transformer.Transform(Documents), "States");
        Views.AreSame(expected, Views.Vectors<float>(loaded.Transform(Documents), "States"));
        using var engine = Ml.Model.CreatePredictionEngine<Input, Output>(loaded);
        Views.AreClose(
            expected,
            [.. Views.Vectors<int>(Documents, ColumnNames.Tokens).Select(t => engine.Predict(new Input { Tokens = t }).States)], 1e-6f);
    }

    [TestMethod]
    public void Options_and_rows_out_of_range_are_refused()
    {
        StringAssert.Contains(Refuse(new() { Layer = 2 }), "Layer is 2; 0 to the network's 1");
        StringAssert.Contains(Refuse(new() { Pooling = (StatePooling)7 }), "Mean or LastToken");
        StringAssert.Contains(Refuse(new() { BosToken = 99 }), "BosToken is 99");
        StringAssert.Contains(Refuse(new() { BatchSize = 0 }), "BatchSize");
        StringAssert.Contains(Refuse(new() { OutputColumnName = "" }), "OutputColumnName");
        var full = Ml.Suppression.Documents([new Document(new int[Tiny.ContextLength], 0)]);
        StringAssert.Contains(
            Views.Refusal(() => Features(new(), full)), $"'Tokens', row 0: {Tiny.ContextLength} tokens; the network's context allows 1 to 23");
        Assert.HasCount(1, Features(new() { PrependBos = false }, full));
    }

    private static string Refuse(HiddenStateOptions options) => Views.Refusal(() => Features(options));

    private static float[][] Features(HiddenStateOptions options, IDataView? documents = null)
    {
        using var transformer = Ml.Suppression.Transforms.HiddenStates(s_model, options).Fit(documents ?? Documents);
        return Views.Vectors<float>(transformer.Transform(documents ?? Documents), options.OutputColumnName);
    }

    private sealed class Input
    {
        public int[] Tokens { get; set; } = [];
    }

    private sealed class Output
    {
        public float[] States { get; set; } = [];
    }
}
