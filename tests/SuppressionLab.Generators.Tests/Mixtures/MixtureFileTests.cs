using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Tests.Mixtures;

[TestClass]
public sealed class MixtureFileTests
{
    [TestMethod]
    public void Factored_and_general_mixtures_round_trip_to_the_last_bit()
    {
        using var folder = new TemporaryFolder();
        foreach (var mixture in new[] { TestMixtures.Ginc(), TestMixtures.Tiny(), TestMixtures.General() })
        {
            var path = folder.File("a.mixture.json");
            MixtureFile.Write(path, mixture);
            var read = MixtureFile.Read(path);
            Assert.AreEqual(mixture.VocabularySize, read.VocabularySize);
            CollectionAssert.AreEqual(mixture.Prior.ToArray(), read.Prior.ToArray());
            CollectionAssert.AreEqual(mixture.Memory, read.Memory);
            for (var i = 0; i < mixture.Components.Count; i++)
            {
                CollectionAssert.AreEqual(mixture.Components[i].Start.ToArray(), read.Components[i].Start.ToArray());
                CollectionAssert.AreEqual(Matrices(mixture.Components[i]).First, Matrices(read.Components[i]).First);
                CollectionAssert.AreEqual(Matrices(mixture.Components[i]).Second, Matrices(read.Components[i]).Second);
            }
        }
        CollectionAssert.AreEqual(new[] { "a.mixture.json" }, folder.Names());
    }

    [TestMethod]
    public void A_stream_holds_the_bytes_of_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.mixture.json");
        MixtureFile.Write(path, TestMixtures.General());
        using var stream = new MemoryStream();
        MixtureFile.Write(stream, TestMixtures.General());
        CollectionAssert.AreEqual(File.ReadAllBytes(path), stream.ToArray());
        stream.Position = 0;
        Assert.AreEqual(5, MixtureFile.Read(stream, "part").VocabularySize);
        var error = Assert.ThrowsExactly<InputException>(() => MixtureFile.Read(new MemoryStream("{}"u8.ToArray()), "part"));
        StringAssert.StartsWith(error.Message, "part: ");
    }

    [TestMethod]
    public void Published_mixture_has_the_published_sizes()
    {
        var mixture = MixtureFile.Read(SharedData.Path("ginc/published.mixture.json"));
        Assert.IsTrue(mixture.IsFactored);
        Assert.HasCount(5, mixture.Components);
        Assert.AreEqual((50, 50, 51, 52), (mixture.VocabularySize, mixture.PadToken, mixture.BosToken, mixture.TokenCount));
        Assert.AreEqual(100, mixture.Components[0].StateCount);
    }

    [TestMethod]
    [DataRow("\"version\":1", "\"version\":2", "format and version: 'suppressionlab/hmm-mixture' 2; 'suppressionlab/hmm-mixture' 1 is allowed")]
    [DataRow("\"vocabularySize\":4", "\"vocabularySize\":2", "memory: entry [")]
    [DataRow("\"vocabularySize\":4", "\"vocabularySise\":4", "vocabularySise")]
    [DataRow("\"prior\":0.5", "\"prior\":0.6", "prior: sums to 1.0999999999999999; it must sum to 1 within 1e-9")]
    [DataRow("\"prior\":0.5", "\"prior\":-0.5", "prior: entry 0 is -0.5; probabilities in [0, 1] are allowed")]
    [DataRow("\"propertyTransitions\":[[", "\"propertyTransitions\":[[0.25,", "components[0].propertyTransitions: row 1 has 3 entries; row 0 has 4")]
    [DataRow("\"propertyTransitions\":[[", "\"transitions\":[[", "components[0].transitions: a mixture with memory has propertyTransitions")]
    [DataRow("\"memory\":[[0,", "\"memory\":[[1,0,", "memory: row 1 has 3 entries; row 0 has 4")]
    [DataRow("\"memory\":[[", "\"memory\":[null,[", "memory: empty")]
    [DataRow("]}\n", "", "a.mixture.json: ")]
    public void Wrong_fields_are_named(string what, string with, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.mixture.json");
        MixtureFile.Write(path, TestMixtures.Tiny());
        var text = File.ReadAllText(path);
        var at = text.IndexOf(what, StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, at);
        File.WriteAllText(path, text[..at] + with + text[(at + what.Length)..]);
        var error = Assert.ThrowsExactly<InputException>(() => MixtureFile.Read(path));
        StringAssert.Contains(error.Message, message);
        StringAssert.StartsWith(error.Message, path);
        Assert.DoesNotContain("\n", error.Message);
    }

    private static (double[,] First, double[,] Second) Matrices(HmmComponent component) => component switch
    {
        FactoredComponent c => (c.PropertyTransitions, c.EntityTransitions),
        GeneralComponent c => (c.Transitions, c.Emissions),
        _ => throw new NotSupportedException(),
    };
}
