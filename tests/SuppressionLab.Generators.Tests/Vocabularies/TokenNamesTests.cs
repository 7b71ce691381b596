using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Generators.Vocabularies;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Tests.Vocabularies;

[TestClass]
public sealed class TokenNamesTests
{
    [TestMethod]
    public void Symbols_of_a_ginc_mixture_are_called_as_in_the_published_data()
    {
        var names = TokenNames.Of(GincMixture.Draw(new GincOptions { VocabularySize = 700 }, 1));
        Assert.HasCount(702, names);
        Assert.AreEqual("/ a b z ab ac az ba", string.Join(' ', new[] { 0, 1, 2, 26, 27, 28, 51, 52 }.Select(i => names[i])));
        Assert.AreEqual("bc by bz ca zy abc abd", string.Join(' ', new[] { 53, 75, 76, 77, 676, 677, 678 }.Select(i => names[i])));
        Assert.AreEqual("[pad] [bos]", string.Join(' ', names[700], names[701]));
        Assert.HasCount(702, names.Distinct().ToArray());
        Assert.IsTrue(names.Take(700).All(name => name.Distinct().Count() == name.Length), "a word has no letter twice");
    }

    [TestMethod]
    public void Symbols_of_a_general_mixture_are_numbers_but_for_the_delimiter() =>
        Assert.AreEqual("/ 1 2 3 4 [pad] [bos]", string.Join(' ', TokenNames.Of(TestMixtures.General())));

    [TestMethod]
    public void The_published_tokenizer_has_the_names_of_the_published_mixture()
    {
        var names = TokenNames.OfFile(SharedData.Path("ginc/val.json"));
        var mixture = MixtureFile.Read(SharedData.Path("ginc/published.mixture.json"));
        CollectionAssert.AreEqual(TokenNames.Of(mixture).ToArray(), names!.ToArray());
    }

    [TestMethod]
    public void A_tokenizer_names_the_symbols_of_its_file()
    {
        using var folder = new TemporaryFolder();
        var documents = folder.File("d.json");
        File.WriteAllText(documents, """{"text":"x / y","hmm_idx":0}""" + "\n");
        File.WriteAllText(folder.File("tokenizer.json"), """{"model":{"vocab":{"[endoftext]":0,"y":3,"/":1,"x":2}}}""");
        Assert.AreEqual("/ x y [pad] [bos]", string.Join(' ', TokenNames.OfFile(documents)!));
        CollectionAssert.AreEqual(new[] { 1, 0, 2 }, DocumentFile.Read(documents).Single().Tokens);
    }

    [TestMethod]
    public void Ids_with_gaps_and_files_of_tokens_have_no_names()
    {
        using var folder = new TemporaryFolder();
        var documents = folder.File("d.jsonl");
        DocumentFile.Write(documents, [new Document([1, 2])]);
        Assert.IsNull(TokenNames.OfFile(documents));
        DocumentFile.Write(folder.File("d.parquet"), [new Document([1, 2])]);
        Assert.IsNull(TokenNames.OfFile(folder.File("d.parquet")));
        foreach (var vocabulary in new[] { """{"a":1,"b":3}""", """{"a":1,"b":1}""", """{"a":2000000000}""" })
        {
            File.WriteAllText(folder.File("tokenizer.json"), $$$"""{"model":{"vocab":{{{vocabulary}}}}}""");
            Assert.IsNull(TokenNames.OfFile(documents, folder.File("tokenizer.json")), vocabulary);
        }
        Assert.ThrowsExactly<InputException>(() => TokenNames.OfFile(documents, folder.File("missing.json")));
    }
}
