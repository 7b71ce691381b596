using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Generators.Preferences;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Tests.Preferences;

[TestClass]
public sealed class PreferencePairTests
{
    private static readonly HmmMixture Mixture = TestMixtures.Ginc();
    private static readonly RandomKey Key = RandomKey.FromSeed(5);
    private static readonly PreferencePairOptions Published = new() { Favoured = [0], AnswerSymbols = 200 };

    [TestMethod]
    public void Chosen_is_of_the_favoured_component_and_rejected_of_all_others()
    {
        var sampler = new PreferencePairSampler(Mixture, Published, Key);
        var learner = new DocumentLearner(Mixture, 0);
        var seen = new HashSet<int>();
        for (var i = 0; i < 60; i++)
        {
            var pair = sampler.Sample(i);
            CollectionAssert.AreEqual(new[] { Mixture.BosToken }, pair.Prompt);
            Assert.AreEqual(0, MostLikely(learner.LogLikelihoods(pair.Chosen)));
            Assert.AreEqual(0, pair.FavouredComponent);
            Assert.AreEqual(pair.SuppressedComponent, MostLikely(learner.LogLikelihoods(pair.Rejected)));
            seen.Add(pair.SuppressedComponent!.Value);
        }
        CollectionAssert.AreEquivalent(new[] { 1, 2, 3, 4 }, seen.ToArray());
    }

    [TestMethod]
    public void Without_prompt_symbols_answers_are_documents_of_their_streams()
    {
        var pair = new PreferencePairSampler(Mixture, Published with { Suppressed = [2] }, Key).Sample(17);
        var chosen = DocumentSampler.ForComponents(Mixture, 200, Key.Derive("chosen"), [1, 0, 0, 0, 0]);
        var rejected = DocumentSampler.ForComponents(Mixture, 200, Key.Derive("rejected"), [0, 0, 1, 0, 0]);
        CollectionAssert.AreEqual(chosen.Sample(17).Tokens, pair.Chosen);
        CollectionAssert.AreEqual(rejected.Sample(17).Tokens, pair.Rejected);
    }

    [TestMethod]
    public void Prompt_symbols_and_the_rejected_answer_are_one_document_of_the_suppressed_component()
    {
        var options = Published with { Suppressed = [1], AnswerSymbols = 100, PromptSymbols = 20 };
        var sampler = new PreferencePairSampler(Mixture, options, Key);
        var learner = new DocumentLearner(Mixture, 0);
        for (var i = 0; i < 20; i++)
        {
            var pair = sampler.Sample(i);
            Assert.AreEqual((21, 100, 100), (pair.Prompt.Length, pair.Chosen.Length, pair.Rejected.Length));
            Assert.AreEqual(Mixture.BosToken, pair.Prompt[0]);
            Assert.AreEqual(1, MostLikely(learner.LogLikelihoods([.. pair.Prompt[1..], .. pair.Rejected])));
        }
    }

    [TestMethod]
    public void Chosen_answers_follow_the_favoured_component_given_the_prompt()
    {
        // A pair of components that can produce each other's symbols: p(chosen | prompt) by summing over all paths.
        var mixture = TestMixtures.General();
        var options = new PreferencePairOptions { Favoured = [0], AnswerSymbols = 1, PromptSymbols = 2, PromptSmoothing = 0 };
        var sampler = new PreferencePairSampler(mixture, options, Key);
        var counts = new Dictionary<(int, int), long[]>();
        for (var i = 0; i < 60_000; i++)
        {
            var pair = sampler.Sample(i);
            var prompt = (pair.Prompt[1], pair.Prompt[2]);
            counts.TryAdd(prompt, new long[5]);
            counts[prompt][pair.Chosen[0]]++;
        }
        foreach (var (prompt, seen) in counts)
        {
            var joint = Enumerable.Range(0, 5).Select(next => BruteForce.Continuation(
                mixture.Components[0], [prompt.Item1, prompt.Item2], [next], 0)).ToArray();
            Assert.IsGreaterThan(1e-4, ChiSquare.PValue(seen, [.. joint.Select(p => p / joint.Sum())]), $"prompt {prompt}");
        }
        Assert.IsGreaterThan(10, counts.Count);
    }

    [TestMethod]
    public void Prompts_of_the_mixture_come_from_its_prior()
    {
        var options = new PreferencePairOptions
        {
            Favoured = [0], AnswerSymbols = 5, PromptSymbols = 60, PromptSource = PreferencePromptSource.Mixture,
        };
        var sampler = new PreferencePairSampler(Mixture.WithPrior([0.1, 0, 0, 0.9, 0]), options, Key);
        var learner = new DocumentLearner(Mixture, 0);
        var counts = new long[5];
        for (var i = 0; i < 400; i++)
        {
            counts[MostLikely(learner.LogLikelihoods(sampler.Sample(i).Prompt[1..]))]++;
        }
        Assert.IsGreaterThan(0.001, ChiSquare.PValue(counts, [0.1, 0, 0, 0.9, 0]));
    }

    [TestMethod]
    public void Weights_choose_among_the_listed_components()
    {
        var options = Published with
        {
            Favoured = [3, 1], FavouredWeights = [3, 1], Suppressed = [0, 2], SuppressedWeights = [1, 1], AnswerSymbols = 1,
        };
        var sampler = new PreferencePairSampler(Mixture, options, Key);
        var favoured = new long[5];
        var suppressed = new long[5];
        for (var i = 0; i < 4_000; i++)
        {
            var pair = sampler.Sample(i);
            favoured[pair.FavouredComponent!.Value]++;
            suppressed[pair.SuppressedComponent!.Value]++;
        }
        Assert.IsGreaterThan(0.001, ChiSquare.PValue(favoured, [0, 0.25, 0, 0.75, 0]));
        Assert.IsGreaterThan(0.001, ChiSquare.PValue(suppressed, [0.5, 0, 0.5, 0, 0]));
    }

    [TestMethod]
    public void A_pair_does_not_depend_on_those_drawn_before_it()
    {
        var options = Published with { PromptSymbols = 7, PromptSource = PreferencePromptSource.Mixture };
        var sampler = new PreferencePairSampler(Mixture, options, Key);
        PreferencePair[] rows = [.. Enumerable.Range(0, 5).Select(i => sampler.Sample(i))];
        AreSame(rows[4], new PreferencePairSampler(Mixture, options, Key).Sample(4));
        Assert.IsFalse(rows[0].Chosen.SequenceEqual(rows[1].Chosen));
    }

    [TestMethod]
    public void A_prompt_that_the_favoured_component_cannot_produce_needs_smoothing()
    {
        var options = Published with { PromptSymbols = 100 };
        Assert.AreEqual(200, new PreferencePairSampler(Mixture, options, Key).Sample(0).Chosen.Length);
        var error = Assert.ThrowsExactly<InputException>(
            () => new PreferencePairSampler(Mixture, options with { PromptSmoothing = 0 }, Key).Sample(0));
        StringAssert.StartsWith(
            error.Message, "pair 0: component 0 cannot produce the prompt of 100 symbols; set PromptSmoothing above 0");
    }

    [TestMethod]
    [DataRow("pairs.jsonl")]
    [DataRow("pairs.parquet")]
    public void Pairs_round_trip(string name)
    {
        using var folder = new TemporaryFolder();
        var sampler = new PreferencePairSampler(Mixture, Published with { PromptSymbols = 2 }, Key);
        PreferencePair[] pairs =
            [.. Enumerable.Range(0, 7).Select(i => sampler.Sample(i)), new PreferencePair([51], [1, 2], [])];
        PreferencePairFile.Write(folder.File(name), pairs);
        var read = PreferencePairFile.Read(folder.File(name), Mixture);
        Assert.HasCount(8, read);
        for (var i = 0; i < 8; i++)
        {
            AreSame(pairs[i], read[i]);
        }
    }

    [TestMethod]
    public void Files_without_components_are_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("pairs.jsonl");
        File.WriteAllText(path, """{"prompt":[51],"chosen":[1,2],"rejected":[3]}""" + "\n");
        AreSame(new PreferencePair([51], [1, 2], [3]), PreferencePairFile.Read(path, Mixture).Single());
    }

    [TestMethod]
    public void A_parquet_table_without_component_columns_is_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("pairs.parquet");
        new Generators.Files.ParquetTokenTable(["prompt", "chosen", "rejected"], [])
            .Write(path, [new Generators.Files.TokenRow([[51], [1, 2], [3]], [])]);
        AreSame(new PreferencePair([51], [1, 2], [3]), PreferencePairFile.Read(path, Mixture).Single());
    }

    [TestMethod]
    [DataRow("""{"prompt":[51],"chosen":[52],"rejected":[3]}""", "line 1: chosen[0] is 52; 0 to 51 are allowed")]
    [DataRow("""{"prompt":[51],"chosen":[1],"rejected":[-1]}""", "line 1: rejected[0] is -1; 0 to 51 are allowed")]
    [DataRow("""{"prompt":[99],"chosen":[1],"rejected":[1]}""", "line 1: prompt[0] is 99; 0 to 51 are allowed")]
    [DataRow("""{"prompt":[51],"chosen":[1],"rejected":[1],"favouredComponent":5}""", "favouredComponent is 5; 0 to 4")]
    [DataRow("""{"prompt":[51],"chosen":[1]}""", "rejected")]
    [DataRow("""{"prompt":[51],"chosen":[1],"reje""", "line 1")]
    public void Values_out_of_range_are_refused_with_file_and_line(string line, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("pairs.jsonl");
        File.WriteAllText(path, line + "\n");
        var error = Assert.ThrowsExactly<InputException>(() => PreferencePairFile.Read(path, Mixture));
        StringAssert.Contains(error.Message, path);
        StringAssert.Contains(error.Message, message);
    }

    [TestMethod]
    public void Options_out_of_range_are_named()
    {
        Refuses("Favoured", Published with { Favoured = [] });
        Refuses("Favoured", Published with { Favoured = [0, 1, 2, 3, 4] });
        Refuses("Favoured: 5", Published with { Favoured = [5] });
        Refuses("Suppressed: component 0 is favoured", Published with { Suppressed = [1, 0] });
        Refuses("Suppressed", Published with { Suppressed = [] });
        Refuses("FavouredWeights: 1, 2; 1 finite", Published with { FavouredWeights = [1, 2] });
        Refuses("SuppressedWeights", Published with { SuppressedWeights = [0, 0, 0, 0] });
        Refuses("SuppressedWeights", Published with { SuppressedWeights = [1, 1, 1, double.NaN] });
        Refuses("AnswerSymbols", Published with { AnswerSymbols = 0 });
        Refuses("PromptSymbols", Published with { PromptSymbols = -1 });
        Refuses("PromptSmoothing", Published with { PromptSmoothing = 1.5 });
        Refuses("PromptSource", Published with { PromptSource = (PreferencePromptSource)7 });
    }

    private static void Refuses(string message, PreferencePairOptions options) => StringAssert.Contains(
        Assert.ThrowsExactly<InputException>(() => new PreferencePairSampler(Mixture, options, Key)).Message, message);

    private static void AreSame(PreferencePair expected, PreferencePair actual)
    {
        CollectionAssert.AreEqual(expected.Prompt, actual.Prompt);
        CollectionAssert.AreEqual(expected.Chosen, actual.Chosen);
        CollectionAssert.AreEqual(expected.Rejected, actual.Rejected);
        Assert.AreEqual(
            (expected.FavouredComponent, expected.SuppressedComponent), (actual.FavouredComponent, actual.SuppressedComponent));
    }

    private static int MostLikely(double[] values) => Array.IndexOf(values, values.Max());
}
