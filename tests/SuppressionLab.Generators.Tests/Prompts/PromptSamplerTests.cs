using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Tests.Prompts;

[TestClass]
public sealed class PromptSamplerTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(31);

    private static readonly HmmMixture Visible = GincMixture.Draw(
        new GincOptions { Components = 3, Entities = 4, Properties = 6, VocabularySize = 21, DistinctSymbols = true }, 1);

    [TestMethod]
    public void Labels_are_symbols_of_the_most_likely_next_states()
    {
        var dense = Visible.Components.Cast<FactoredComponent>().Select(c => c.ToGeneral(21).Transitions).ToArray();
        var checkedLabels = 0;
        foreach (var k in new[] { 2, 3, 5 })
        {
            var sampler = new PromptSampler(Visible, k, 60, Key);
            for (var i = 0; i < 50; i++)
            {
                var prompt = sampler.Sample(i);
                for (var j = 0; j < prompt.Labels.Length; j++)
                {
                    var symbol = prompt.Tokens[prompt.ScoredPositions[j]];
                    if (symbol == 0)
                    {
                        continue; // The delimiter does not show its entity.
                    }
                    // Distinct symbols are 1 + e·(P−1) + (p−1).
                    var state = ((symbol - 1) / 5 * 6) + 1 + ((symbol - 1) % 5);
                    var row = TestMixtures.Row(dense[prompt.Component], state);
                    var next = Array.IndexOf(row, row.Max());
                    Assert.AreEqual(Visible.Memory![next / 6, next % 6], prompt.Labels[j]);
                    checkedLabels++;
                }
            }
        }
        Assert.IsGreaterThan(1000, checkedLabels);
    }

    [TestMethod]
    public void Examples_share_a_start_property_draw_fresh_entities_and_end_with_a_delimiter()
    {
        var sampler = new PromptSampler(Visible, 3, 400, Key);
        var entities = new long[4];
        var properties = new long[5];
        for (var i = 0; i < 200; i++)
        {
            var prompt = sampler.Sample(i);
            Assert.AreEqual(400, prompt.Tokens.Length);
            var firsts = Enumerable.Range(0, 100).Select(e => prompt.Tokens[e * 4] - 1).ToArray();
            properties[firsts[0] % 5]++;
            foreach (var first in firsts)
            {
                Assert.AreEqual(firsts[0] % 5, first % 5);
                entities[first / 5]++;
            }
            for (var e = 0; e < 100; e++)
            {
                Assert.AreEqual(0, prompt.Tokens[(e * 4) + 3]);
                Assert.AreEqual((e * 4) + 1, prompt.ScoredPositions[e]);
                Assert.AreEqual(e, prompt.Shots(e));
            }
        }
        Assert.IsGreaterThan(0.0005, ChiSquare.PValue(entities, [0.25, 0.25, 0.25, 0.25]));
        Assert.IsGreaterThan(0.0005, ChiSquare.PValue(properties, [0.2, 0.2, 0.2, 0.2, 0.2]));
    }

    [TestMethod]
    public void Walks_follow_the_components_moves()
    {
        // Symbols 1 … 20 show their state; a move to the delimiter is one cell whatever its entity.
        var sampler = new PromptSampler(Visible, 2, 600, Key);
        var counts = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 21).Select(_ => new long[21]).ToArray()).ToArray();
        for (var i = 0; i < 600; i++)
        {
            var prompt = sampler.Sample(i);
            for (var e = 0; e < sampler.Examples; e++)
            {
                counts[prompt.Component][prompt.Tokens[e * 3]][prompt.Tokens[(e * 3) + 1]]++;
            }
        }
        for (var m = 0; m < 3; m++)
        {
            var component = (FactoredComponent)Visible.Components[m];
            for (var symbol = 1; symbol <= 20; symbol++)
            {
                var state = ((symbol - 1) / 5 * 6) + 1 + ((symbol - 1) % 5);
                var expected = new double[21];
                for (var to = 0; to < 24; to++)
                {
                    expected[component.Symbol(to)] += component.Transition(state, to);
                }
                Assert.IsGreaterThan(0.001 / 60, ChiSquare.PValue(counts[m][symbol], expected));
            }
        }
    }

    [TestMethod]
    public void Components_are_uniform_whatever_the_prior()
    {
        var sampler = new PromptSampler(Visible.WithPrior([1, 0, 0]), 3, 8, Key);
        var counts = new long[3];
        for (var i = 0; i < 6_000; i++)
        {
            counts[sampler.Sample(i).Component]++;
        }
        Assert.IsGreaterThan(0.001, ChiSquare.PValue(counts, [1 / 3.0, 1 / 3.0, 1 / 3.0]));
        Assert.AreEqual(2, sampler.Sample(5, component: 2).Component);
    }

    [TestMethod]
    public void Published_contexts_hold_the_published_number_of_examples()
    {
        Assert.AreEqual(256, PromptSampler.ExamplesPerPrompt(1024, 3));
        Assert.AreEqual(170, PromptSampler.ExamplesPerPrompt(1024, 5));
        Assert.AreEqual(113, PromptSampler.ExamplesPerPrompt(1024, 8));
        Assert.AreEqual(93, PromptSampler.ExamplesPerPrompt(1024, 10));
        Assert.AreEqual(7, new PromptSampler(Visible, 3, 1024, Key, maximumExamples: 7).Sample(0).Labels.Length);
    }

    [TestMethod]
    public void Prompt_i_does_not_depend_on_order_or_threads()
    {
        var sampler = new PromptSampler(Visible, 3, 100, Key);
        var prompts = Enumerable.Range(0, 100).Select(i => sampler.Sample(i)).ToArray();
        var again = new InContextPrompt[100];
        Parallel.For(0, 100, i => again[99 - i] = new PromptSampler(Visible, 3, 100, Key).Sample(99 - i));
        for (var i = 0; i < 100; i++)
        {
            CollectionAssert.AreEqual(prompts[i].Tokens, again[i].Tokens);
            CollectionAssert.AreEqual(prompts[i].Labels, again[i].Labels);
            Assert.AreEqual(prompts[i].Component, again[i].Component);
        }
    }

    [TestMethod]
    [DataRow("prompts.jsonl")]
    [DataRow("prompts.parquet")]
    public void Prompts_round_trip(string name)
    {
        using var folder = new TemporaryFolder();
        var sampler = new PromptSampler(Visible, 5, 64, Key);
        InContextPrompt[] prompts = [.. Enumerable.Range(0, 9).Select(i => sampler.Sample(i))];
        PromptFile.Write(folder.File(name), prompts);
        var read = PromptFile.Read(folder.File(name), Visible);
        Assert.HasCount(9, read);
        for (var i = 0; i < 9; i++)
        {
            CollectionAssert.AreEqual(prompts[i].Tokens, read[i].Tokens);
            CollectionAssert.AreEqual(prompts[i].Labels, read[i].Labels);
            CollectionAssert.AreEqual(prompts[i].ScoredPositions, read[i].ScoredPositions);
            Assert.AreEqual((prompts[i].K, prompts[i].Component), (read[i].K, read[i].Component));
        }
    }

    [TestMethod]
    [DataRow("{\"tokens\":[1,2,0],\"labels\":[1],\"scoredPositions\":[3],\"k\":2,\"component\":0}", "scoredPositions: entry 0 is 3")]
    [DataRow("{\"tokens\":[1,2,0],\"labels\":[],\"scoredPositions\":[0],\"k\":2,\"component\":0}", "labels: 0 for 1 scored positions")]
    [DataRow("{\"tokens\":[1,2,0],\"labels\":[1],\"scoredPositions\":[0],\"k\":1,\"component\":0}", "k and component: 1 and 0")]
    [DataRow("{\"tokens\":[1,99,0],\"labels\":[1],\"scoredPositions\":[0],\"k\":2,\"component\":0}", "tokens[1] is 99; 0 to 20 are allowed")]
    [DataRow("{\"tokens\":[1,2,0],\"labels\":[1],\"scoredPositions\":[0],\"k\":2,\"component\":7}", "component is 7; 0 to 2 are allowed")]
    public void Wrong_prompts_are_named(string line, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("p.jsonl"), line);
        var error = Assert.ThrowsExactly<InputException>(() => PromptFile.Read(folder.File("p.jsonl"), Visible));
        StringAssert.Contains(error.Message, $"p.jsonl line 1: {message}");
    }

    [TestMethod]
    public void General_mixtures_and_short_contexts_are_refused()
    {
        var general = Assert.ThrowsExactly<InputException>(() => new PromptSampler(TestMixtures.General(), 3, 100, Key));
        StringAssert.Contains(general.Message, "a factored (GINC) mixture");
        var context = Assert.ThrowsExactly<InputException>(() => new PromptSampler(Visible, 10, 10, Key));
        Assert.AreEqual("contextLength: 10; one example of k = 10 needs 11", context.Message);
        var k = Assert.ThrowsExactly<InputException>(() => new PromptSampler(Visible, 1, 10, Key));
        Assert.AreEqual("k: 1; an example has at least 2 symbols", k.Message);
    }
}
