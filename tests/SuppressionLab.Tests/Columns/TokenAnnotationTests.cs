using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.Data;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Generators.Vocabularies;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Columns;

[TestClass]
public sealed class TokenAnnotationTests
{
    private readonly MLContext _ml = Tiny.Context();

    [TestMethod]
    public void Token_columns_of_generated_views_carry_their_vocabulary()
    {
        var pairs = _ml.Suppression.PreferencePairs(
            Tiny.Mixture, new PreferencePairViewOptions { Count = 2, Length = 5, Favoured = [0] });
        foreach (var (view, columns) in new[]
        {
            (Tiny.Documents(_ml, count: 2), new[] { ColumnNames.Tokens }),
            (Tiny.Prompts(_ml, count: 2), [ColumnNames.Tokens, ColumnNames.Labels]),
            (pairs, [ColumnNames.PromptTokens, ColumnNames.ChosenTokens, ColumnNames.RejectedTokens]),
        })
        {
            foreach (var column in columns)
            {
                Check(view.Schema[column]);
            }
            foreach (var other in view.Schema.Where(c => !columns.Contains(c.Name)))
            {
                Assert.IsFalse(TokenAnnotations.TryGetVocabularySize(other, out _), other.Name);
                Assert.IsFalse(TokenAnnotations.TryGetSymbolNames(other, out _), other.Name);
            }
        }
    }

    [TestMethod]
    public void Views_in_memory_have_names_with_a_mixture_and_none_without()
    {
        var documents = new[] { new Document([1, 2]) };
        var prompts = new[] { new InContextPrompt([1, 2, 0], [3], [0], 2, 0) };
        Check(_ml.Suppression.Documents(documents, Tiny.Mixture).Schema[ColumnNames.Tokens]);
        Check(_ml.Suppression.InContextPrompts(prompts, Tiny.Mixture).Schema[ColumnNames.Labels]);
        foreach (var view in new[] { _ml.Suppression.Documents(documents), _ml.Suppression.InContextPrompts(prompts) })
        {
            Assert.IsFalse(TokenAnnotations.TryGetVocabularySize(view.Schema[ColumnNames.Tokens], out var size));
            Assert.AreEqual(0, size);
            Assert.IsFalse(TokenAnnotations.TryGetSymbolNames(view.Schema[ColumnNames.Tokens], out var names));
            Assert.IsNull(names);
        }
    }

    [TestMethod]
    public void A_published_file_has_its_tokenizers_names()
    {
        var folder = Directory.CreateTempSubdirectory("published");
        try
        {
            var path = Path.Combine(folder.FullName, "d.json");
            File.WriteAllText(path, """{"text":"x / y","hmm_idx":0}""" + "\n");
            File.WriteAllText(
                Path.Combine(folder.FullName, "tokenizer.json"), """{"model":{"vocab":{"[endoftext]":0,"/":1,"x":2,"y":3}}}""");
            var column = _ml.Suppression.DocumentsFromFile(path).Schema[ColumnNames.Tokens];
            Assert.IsTrue(TokenAnnotations.TryGetSymbolNames(column, out var names));
            CollectionAssert.AreEqual(new[] { "/", "x", "y", "[pad]", "[bos]" }, names.ToArray());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void Documents_of_a_model_know_the_size_of_its_vocabulary()
    {
        using var model = Tiny.Model(_ml, steps: 1);
        var sampled = _ml.Suppression.SampleDocuments(model, new() { Count = 2, Length = 5 });
        Assert.IsTrue(TokenAnnotations.TryGetVocabularySize(sampled.Schema[ColumnNames.Tokens], out var size));
        Assert.AreEqual(Tiny.Network.VocabularySize, size);
    }

    [TestMethod]
    public void Annotations_go_through_mlnets_transforms_and_files()
    {
        var view = Tiny.Documents(_ml, count: 4);
        var selected = _ml.Transforms.CopyColumns("Copy", ColumnNames.Tokens)
            .Append(_ml.Transforms.SelectColumns("Copy")).Fit(view).Transform(view);
        Check(selected.Schema["Copy"]);
        foreach (var passed in new[]
        {
            _ml.Data.Cache(view), _ml.Data.TakeRows(view, 2), _ml.Data.SkipRows(view, 2), _ml.Data.ShuffleRows(view, seed: 1),
            _ml.Data.TrainTestSplit(view, 0.5).TrainSet,
        })
        {
            Check(passed.Schema[ColumnNames.Tokens]);
        }
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.idv");
        try
        {
            using (var stream = File.Create(path))
            {
                _ml.Data.SaveAsBinary(view, stream);
            }
            Check(_ml.Data.LoadFromBinary(path).Schema[ColumnNames.Tokens]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void Annotations_go_through_our_transforms()
    {
        using var model = Tiny.Model(_ml, steps: 1);
        var prompts = Tiny.Prompts(_ml, count: 2);
        using var scorer = _ml.Suppression.Transforms.LabelProbabilities(model).Fit(prompts);
        Check(scorer.Transform(prompts).Schema[ColumnNames.Labels]);
        Check(scorer.GetOutputSchema(prompts.Schema)[ColumnNames.Labels]);
        var documents = Tiny.Documents(_ml, count: 2);
        Check(model.Transform(documents).Schema[ColumnNames.Tokens]);
        var posteriors = _ml.Suppression.Transforms.ComponentPosteriors(Tiny.Mixture).Fit(documents);
        Check(posteriors.Transform(documents).Schema[ColumnNames.Tokens]);
    }

    [TestMethod]
    public void Continuations_have_the_vocabulary_of_the_tokens_before_them()
    {
        using var model = Tiny.Model(_ml, steps: 1);
        var documents = Tiny.Documents(_ml, count: 2, length: 6);
        using var sampler = _ml.Suppression.Transforms.SampleContinuations(model, new() { Length = 3 }).Fit(documents);
        Check(sampler.Transform(documents).Schema[ColumnNames.Continuation]);
        using var pipeline = _ml.Suppression.Transforms.SampleContinuations(model, new() { Length = 3 })
            .Append(_ml.Suppression.Transforms.Detokenize(new() { TokensColumnName = ColumnNames.Continuation })).Fit(documents);
        var text = Views.Scalars<ReadOnlyMemory<char>>(pipeline.Transform(documents), ColumnNames.Text)[0].ToString();
        Assert.HasCount(3, text.Split(' '));
        Assert.IsTrue(text.Split(' ').All(TokenNames.Of(Tiny.Mixture).Contains), text);
    }

    [TestMethod]
    public void A_vocabulary_is_passed_on_without_annotations_of_slots()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(TokenAnnotations.Create(["a", "b"]), _ => true);
        builder.Add("SlotNames", Microsoft.ML.Data.NumberDataViewType.Int32, (ref int v) => v = 1);
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("X", Microsoft.ML.Data.NumberDataViewType.Int32, builder.ToAnnotations());
        CollectionAssert.AreEquivalent(
            new[] { TokenAnnotations.VocabularySize, TokenAnnotations.SymbolNames },
            TokenAnnotations.Of(schema.ToSchema()["X"]).Schema.Select(c => c.Name).ToArray());
    }

    [TestMethod]
    public void Annotations_of_another_type_under_the_same_name_are_not_taken()
    {
        var view = _ml.Data.LoadFromEnumerable([new { X = 1 }]);
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(TokenAnnotations.VocabularySize, Microsoft.ML.Data.NumberDataViewType.Single, (ref float v) => v = 3);
        builder.Add(TokenAnnotations.SymbolNames, Microsoft.ML.Data.NumberDataViewType.Single, (ref float v) => v = 3);
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("X", view.Schema["X"].Type, builder.ToAnnotations());
        var column = schema.ToSchema()["X"];
        Assert.IsFalse(TokenAnnotations.TryGetVocabularySize(column, out _));
        Assert.IsFalse(TokenAnnotations.TryGetSymbolNames(column, out _));
    }

    private static void Check(DataViewSchema.Column column)
    {
        Assert.IsTrue(TokenAnnotations.TryGetVocabularySize(column, out var size), column.Name);
        Assert.AreEqual(Tiny.Mixture.TokenCount, size);
        Assert.IsTrue(TokenAnnotations.TryGetSymbolNames(column, out var names), column.Name);
        CollectionAssert.AreEqual(TokenNames.Of(Tiny.Mixture).ToArray(), names.ToArray());
        Assert.AreEqual("/ a b c d e f g h i [pad] [bos]", string.Join(' ', names));
    }
}
