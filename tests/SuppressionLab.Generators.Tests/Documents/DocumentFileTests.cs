using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Preferences;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Tests.Documents;

[TestClass]
public sealed class DocumentFileTests
{
    private static readonly HmmMixture Mixture = TestMixtures.Tiny();

    [TestMethod]
    [DataRow("documents.jsonl")]
    [DataRow("documents.parquet")]
    public void Documents_round_trip(string name)
    {
        using var folder = new TemporaryFolder();
        var sampler = new DocumentSampler(Mixture, 37, RandomKey.FromSeed(1));
        Document[] documents =
        [
            .. Enumerable.Range(0, 50).Select(i => sampler.Sample(i)),
            new Document([], 1), new Document([2, 0], null), new Document([], null), new Document([3], 0),
        ];
        DocumentFile.Write(folder.File(name), documents);
        AssertSame(documents, DocumentFile.Read(folder.File(name), Mixture));
        CollectionAssert.AreEqual(new[] { name }, folder.Names());
    }

    [TestMethod]
    [DataRow("documents.jsonl")]
    [DataRow("documents.parquet")]
    public void No_documents_round_trip(string name)
    {
        using var folder = new TemporaryFolder();
        DocumentFile.Write(folder.File(name), []);
        Assert.HasCount(0, DocumentFile.Read(folder.File(name)));
    }

    [TestMethod]
    public void Several_row_groups_keep_their_order()
    {
        using var folder = new TemporaryFolder();
        var sampler = new DocumentSampler(Mixture, 1000, RandomKey.FromSeed(2));
        Document[] documents = [.. Enumerable.Range(0, 2_500).Select(i => sampler.Sample(i))];
        DocumentFile.Write(folder.File("a.parquet"), documents);
        AssertSame(documents, DocumentFile.Read(folder.File("a.parquet")));
    }

    [TestMethod]
    public void Published_documents_are_imported_by_vocabulary_id_minus_one()
    {
        var path = SharedData.Path("ginc/val.json");
        var mixture = MixtureFile.Read(SharedData.Path("ginc/published.mixture.json"));
        var documents = DocumentFile.Read(path, mixture);
        Assert.HasCount(100, documents);
        Assert.AreEqual(2, documents[0].Component);
        // "ar am ak am v ar x ak ak ak ak am / k": ar = 44 − 1, am = 39 − 1, ak = 37 − 1, v = 23 − 1, …, / = the
        // delimiter.
        CollectionAssert.AreEqual(
            new[] { 43, 38, 36, 38, 22, 43, 24, 36, 36, 36, 36, 38, 0, 11 }, documents[0].Tokens[..14]);
        // The published hidden states emit what the text says.
        using var line = System.Text.Json.JsonDocument.Parse(File.ReadLines(path).First());
        var states = line.RootElement.GetProperty("hiddens").EnumerateArray().Select(h => h.GetInt32()).ToArray();
        var component = (FactoredComponent)mixture.Components[2];
        CollectionAssert.AreEqual(states.Select(component.Symbol).ToArray(), documents[0].Tokens);
    }

    [TestMethod]
    public void Published_documents_need_a_tokenizer()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("val.json");
        File.WriteAllText(path, """{"text":"a / b","hmm_idx":0,"hmm_type":"ID"}""");
        var missing = Assert.ThrowsExactly<InputException>(() => DocumentFile.Read(path));
        StringAssert.Contains(missing.Message, "tokenizer.json does not exist");
        File.WriteAllText(folder.File("t.json"), """{"model":{"vocab":{"end":0,"/":1,"a":2,"b":3}}}""");
        CollectionAssert.AreEqual(new[] { 1, 0, 2 }, DocumentFile.Read(path, null, folder.File("t.json"))[0].Tokens);
        File.WriteAllText(path, """{"text":"a end","hmm_idx":0}""");
        var word = Assert.ThrowsExactly<InputException>(() => DocumentFile.Read(path, null, folder.File("t.json")));
        StringAssert.Contains(word.Message, "line 1: word 'end' at position 1");
        File.WriteAllText(path, """{"text":"a","hmm_idx":3,"hmm_type":"OOD"}""");
        Assert.IsNull(DocumentFile.Read(path, null, folder.File("t.json"))[0].Component);
    }

    [TestMethod]
    [DataRow("{\"tokens\":[1],\"component\":0}\n\n{\"tokens\":[1,4]}\n", "line 3: tokens[1] is 4; 0 to 3 are allowed")]
    [DataRow("{\"tokens\":[1],\"component\":3}", "line 1: component is 3; 0 to 2 are allowed")]
    [DataRow("{\"tokens\":[1,-1]}", "line 1: tokens[1] is -1; 0 to 3 are allowed")]
    [DataRow("{\"tokens\":[1]}\n{\"tokens\":[1,", "line 2: ")]
    [DataRow("{\"tokens\":[1", "line 1: not a JSON object on one line (truncated?)")]
    [DataRow("{\"tokens\":[1],\"label\":2}", "line 1: ")]
    [DataRow("{\"tokens\":[1.5]}", "line 1: tokens[0]: ")]
    public void Wrong_lines_are_named(string text, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.jsonl");
        File.WriteAllText(path, text);
        var error = Assert.ThrowsExactly<InputException>(() => DocumentFile.Read(path, Mixture));
        StringAssert.Contains(error.Message, $"{path} {message}");
        Assert.DoesNotContain("\n", error.Message);
    }

    [TestMethod]
    public void Missing_files_are_named()
    {
        foreach (var name in new[] { "no.jsonl", "no.parquet" })
        {
            var error = Assert.ThrowsExactly<InputException>(() => DocumentFile.Read(name));
            Assert.AreEqual($"{name}: no such file", error.Message);
        }
    }

    [TestMethod]
    public void Truncated_and_damaged_parquet_is_refused()
    {
        using var folder = new TemporaryFolder();
        var sampler = new DocumentSampler(Mixture, 500, RandomKey.FromSeed(3));
        var path = folder.File("a.parquet");
        DocumentFile.Write(path, Enumerable.Range(0, 20).Select(i => sampler.Sample(i)));
        var bytes = File.ReadAllBytes(path);
        foreach (var length in new[] { 0, 3, 4, 100, bytes.Length / 2, bytes.Length - 9, bytes.Length - 1 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            var error = Assert.ThrowsExactly<InputException>(() => DocumentFile.Read(path, Mixture), $"{length} bytes");
            StringAssert.StartsWith(error.Message, path);
        }
    }

    [TestMethod]
    [Timeout(30_000)]
    public void Parquet_damaged_anywhere_is_read_or_refused_but_never_crashes()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.parquet");
        DocumentFile.Write(path, [new Document([1, 2, 3, 0, 1], 1), new Document([2], null)]);
        var bytes = File.ReadAllBytes(path);
        var refused = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0xFF;
            File.WriteAllBytes(path, damaged);
            try
            {
                DocumentFile.Read(path, Mixture);
            }
            catch (InputException)
            {
                refused++;
            }
        }
        Assert.IsGreaterThan(bytes.Length / 4, refused);
    }

    [TestMethod]
    public void Parquet_with_other_columns_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.parquet");
        PreferencePairFile.Write(path, [new PreferencePair([5], [1], [2])]);
        var error = Assert.ThrowsExactly<InputException>(() => DocumentFile.Read(path));
        Assert.AreEqual($"{path}: column 'tokens' is missing; list<int32> is needed", error.Message);
    }

    private static void AssertSame(IReadOnlyList<Document> expected, IReadOnlyList<Document> actual)
    {
        Assert.HasCount(expected.Count, actual);
        for (var i = 0; i < expected.Count; i++)
        {
            CollectionAssert.AreEqual(expected[i].Tokens, actual[i].Tokens);
            Assert.AreEqual(expected[i].Component, actual[i].Component);
        }
    }
}
