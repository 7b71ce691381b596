using System.IO.Compression;
using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.Scoring;
using SuppressionLab.Tests.Support;

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
    public void A_file_of_a_newer_version_is_refused_with_both_versions()
    {
        var bytes = Edit(SavedModel(), "Model.key", content => content[VersionOffset] = 7);
        var message = Refusal(bytes);
        StringAssert.Contains(message, "'SLABLANG' has format version 1.7, newer than");
        StringAssert.Contains(message, "1.0");
    }

    [TestMethod]
    public void Damaged_weights_are_refused_with_the_entrys_name()
    {
        var bytes = Edit(SavedModel(), "Weights.safetensors", content => content[0] ^= 0xFF);
        StringAssert.Contains(Refusal(bytes), "Weights.safetensors");
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
