using System.Globalization;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Scoring;
using SuppressionLab.Tests.Support;
using SuppressionLab.Training;

namespace SuppressionLab.Tests.Persistence;

[TestClass]
public sealed class ModelFileTests
{
    /// <summary>Where ML.NET's header has the version that wrote a model (ModelHeader, offset 0x48).</summary>
    private const int VersionOffset = 0x48;

    private readonly MLContext _ml = Tiny.Context();

    [TestMethod]
    public void A_scorer_of_prompts_survives_saving_with_its_options()
    {
        using var model = Tiny.Model(_ml, steps: 2);
        var prompts = Tiny.Prompts(_ml, count: 5);
        using var scorer = _ml.Suppression.Transforms.LabelProbabilities(
            model, new LabelProbabilityOptions { ProbabilityColumnName = "P", BatchSize = 3 }).Fit(prompts);
        using var loaded = (LabelProbabilityTransformer)Load(Save(scorer, prompts));
        Assert.AreEqual(scorer.Options, loaded.Options);
        Views.AreSame(Views.Vectors<float>(scorer.Transform(prompts), "P"), Views.Vectors<float>(loaded.Transform(prompts), "P"));
        Views.AreSame(
            Views.Vectors<bool>(scorer.Transform(prompts), ColumnNames.LabelCorrect),
            Views.Vectors<bool>(loaded.Transform(prompts), ColumnNames.LabelCorrect));
    }

    [TestMethod]
    [DynamicData(nameof(Architectures))]
    public void Transformers_of_every_architecture_survive_saving(string architecture)
    {
        var documents = Tiny.Documents(_ml, count: 6, length: 12);
        using var pretrained = _ml.Suppression.Trainers.Pretraining(
            new PretrainingOptions { Network = Tiny.NetworkOf(architecture), Training = Tiny.Training(4) }).Fit(documents);
        using var model = _ml.Suppression.Trainers.SupervisedFineTuning(
            pretrained, new SupervisedFineTuningOptions { Training = Tiny.Training(4), Adapter = new() { Rank = 2 } }).Fit(documents);
        using var states = _ml.Suppression.Transforms.HiddenStates(model, new() { Layer = 1 }).Fit(documents);
        using var continuations = _ml.Suppression.Transforms.SampleContinuations(model, new() { Length = 4 }).Fit(documents);
        using var chain = new TransformerChain<ITransformer>(model, states, continuations);
        using var loaded = (TransformerChain<ITransformer>)Load(Save(chain, documents));
        var (expected, actual) = (chain.Transform(documents), loaded.Transform(documents));
        foreach (var column in new[] { ColumnNames.TokenLogProbabilities, ColumnNames.Features })
        {
            Views.AreSame(Views.Vectors<float>(expected, column), Views.Vectors<float>(actual, column));
        }
        Views.AreSame(
            Views.Vectors<int>(expected, ColumnNames.Continuation), Views.Vectors<int>(actual, ColumnNames.Continuation));
        using var last = loaded.OfType<LanguageModelTransformer>().Single().CopyNetwork();
        Assert.AreEqual(Tiny.NetworkOf(architecture), last.Configuration);
        using var first = pretrained.CopyNetwork();
        CollectionAssert.AreNotEqual(first.Flat.ToArray(), last.Flat.ToArray());
    }

    public static IEnumerable<object[]> Architectures => NetworkRegistry.Names.Select(name => new object[] { name });

    [TestMethod]
    public void A_file_of_a_newer_version_is_refused_with_both_versions()
    {
        var bytes = Edit(SavedModel(), "Model.key", content => content[VersionOffset] = 7);
        var message = Refusal(bytes);
        StringAssert.Contains(message, "'SLABLANG' has format version 1.7, newer than");
        StringAssert.Contains(message, "1.0 to 1.1");
    }

    [TestMethod]
    public void Damaged_weights_are_refused_with_the_entrys_name()
    {
        var bytes = Edit(SavedModel(), "Shared.0.safetensors", content => content[0] ^= 0xFF);
        StringAssert.Contains(Refusal(bytes), "Shared.0.safetensors");
    }

    [TestMethod]
    public void A_reference_to_weights_that_are_not_there_is_refused_by_name()
    {
        var at = 0;
        var bytes = Edit(SavedModel(), "Model.key", content =>
        {
            at = content.AsSpan().IndexOf("Shared.0"u8);
            content[at + "Shared.".Length] = (byte)'9';
        });
        Assert.IsGreaterThan(0, at);
        StringAssert.Contains(Refusal(bytes), "no entry 'SuppressionLab/Shared.9.safetensors'");
        bytes = Edit(SavedModel(), "Model.key", content => "../"u8.CopyTo(content.AsSpan(at)));
        StringAssert.Contains(Refusal(bytes), "no entry 'SuppressionLab/../red.0.safetensors'");
    }

    [TestMethod]
    public void Transformers_of_one_file_that_share_weights_store_them_once_and_share_them_again()
    {
        using var model = Tiny.Model(_ml, steps: 2);
        using var other = Tiny.Model(_ml, steps: 3);
        var prompts = Tiny.Prompts(_ml, count: 3);
        using var scorer = _ml.Suppression.Transforms.LabelProbabilities(model).Fit(prompts);
        using var unrelated = _ml.Suppression.Transforms.LabelProbabilities(
            other, new() { ProbabilityColumnName = "Other", CorrectColumnName = "OtherCorrect" }).Fit(prompts);
        var chain = new TransformerChain<ITransformer>(model, scorer, unrelated);
        var bytes = Save(chain, prompts);
        using (var archive = new ZipArchive(new MemoryStream(bytes)))
        {
            CollectionAssert.AreEquivalent(
                new[] { "SuppressionLab/Shared.0.safetensors", "SuppressionLab/Shared.1.safetensors" },
                archive.Entries.Select(e => e.FullName).Where(n => n.EndsWith(".safetensors", StringComparison.Ordinal)).ToArray());
        }
        var loaded = (TransformerChain<ITransformer>)Load(bytes);
        foreach (var column in new[] { ColumnNames.LabelProbability, "Other", ColumnNames.TokenLogProbabilities })
        {
            Views.AreSame(
                Views.Vectors<float>(chain.Transform(prompts), column), Views.Vectors<float>(loaded.Transform(prompts), column));
        }
        using (var first = ((LanguageModelTransformer)loaded.ElementAt(0)).ShareNetwork())
        using (var second = ((LabelProbabilityTransformer)loaded.ElementAt(1)).ShareNetwork())
        using (var third = ((LabelProbabilityTransformer)loaded.ElementAt(2)).ShareNetwork())
        {
            Assert.AreSame(first.Owner, second.Owner);
            Assert.AreNotSame(first.Owner, third.Owner);
        }
        ((IDisposable)loaded.ElementAt(0)).Dispose();
        Assert.HasCount(3, Views.Vectors<float>(loaded.ElementAt(1).Transform(prompts), ColumnNames.LabelProbability));
        loaded.Dispose();
    }

    /// <summary>
    /// A file that version 1.0 of the formats wrote: a language model and a scorer of prompts over it, with weights each,
    /// and the scores that they gave of the prompts of <see cref="Tiny"/> then.
    /// </summary>
    [TestMethod]
    public void A_file_of_an_older_minor_version_gives_the_scores_that_it_gave()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Persistence", "Models");
        using var loaded = (TransformerChain<ITransformer>)new MLContext().Model.Load(Path.Combine(folder, "models-1.0.zip"), out _);
        var ml = Tiny.Context();
        var scored = loaded.Transform(Tiny.Prompts(ml, count: 4));
        var expected = File.ReadLines(Path.Combine(folder, "models-1.0.txt")).Select(line => line.Split(' ')).ToArray();
        foreach (var column in new[] { ColumnNames.TokenLogProbabilities, ColumnNames.LabelProbability })
        {
            var then = expected.Where(line => line[0] == column)
                .Select(line => line[1..].Select(v => float.Parse(v, CultureInfo.InvariantCulture)).ToArray()).ToArray();
            Assert.HasCount(4, then);
            Views.AreClose(then, Views.Vectors<float>(scored, column), 1e-5f);
        }
        var again = Save(loaded, Tiny.Prompts(ml, count: 1));
        using var upgraded = (TransformerChain<ITransformer>)Load(again);
        Views.AreSame(
            Views.Vectors<float>(scored, ColumnNames.LabelProbability),
            Views.Vectors<float>(upgraded.Transform(Tiny.Prompts(ml, count: 4)), ColumnNames.LabelProbability));
    }

    private byte[] SavedModel()
    {
        using var model = Tiny.Model(_ml, steps: 1);
        return Save(model, Tiny.Documents(_ml, count: 1));
    }

    private byte[] Save(ITransformer transformer, IDataView input)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(transformer, input.Schema, stream);
        return stream.ToArray();
    }

    private static ITransformer Load(byte[] bytes) => new MLContext().Model.Load(new MemoryStream(bytes), out _);

    /// <summary>All messages: ML.NET wraps what a loader throws.</summary>
    private static string Refusal(byte[] bytes)
    {
        var messages = new List<string>();
        for (Exception? error = Assert.Throws<Exception>(() => Load(bytes)); error is not null; error = error.InnerException)
        {
            messages.Add(error.Message);
        }
        return string.Join(" < ", messages);
    }

    /// <summary>Edits the entry of our transformer: the deepest of that name.</summary>
    private static byte[] Edit(byte[] bytes, string name, Action<byte[]> edit)
    {
        using var stream = new MemoryStream();
        stream.Write(bytes);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = archive.Entries.Where(e => e.Name == name).MaxBy(e => e.FullName.Length)!;
            using var content = new MemoryStream();
            using (var reading = entry.Open())
            {
                reading.CopyTo(content);
            }
            var edited = content.ToArray();
            edit(edited);
            var path = entry.FullName;
            entry.Delete();
            using var writing = archive.CreateEntry(path).Open();
            writing.Write(edited);
        }
        return stream.ToArray();
    }
}
