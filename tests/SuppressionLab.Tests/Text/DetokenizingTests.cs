using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Tests.Support;
using SuppressionLab.Text;

namespace SuppressionLab.Tests.Text;

[TestClass]
public sealed class DetokenizingTests
{
    private readonly MLContext _ml = Tiny.Context();

    [TestMethod]
    public void Tokens_read_as_the_names_of_the_column()
    {
        var view = _ml.Suppression.Documents([new Document([1, 2, 0, 9]), new Document([3])], Tiny.Mixture);
        CollectionAssert.AreEqual(new[] { "a b / i", "c" }, Texts(Detokenize(view)));
    }

    [TestMethod]
    public void Names_of_the_options_go_first_and_numbers_stand_where_there_are_none()
    {
        var view = _ml.Suppression.Documents([new Document([0, 1, 1])], Tiny.Mixture);
        var named = new DetokenizingOptions { SymbolNames = ["no", "yes"], Separator = "-", OutputColumnName = "T" };
        CollectionAssert.AreEqual(new[] { "no-yes-yes" }, Texts(Detokenize(view, named), "T"));
        var plain = _ml.Suppression.Documents([new Document([0, 12, 300])]);
        CollectionAssert.AreEqual(new[] { "0 12 300" }, Texts(Detokenize(plain)));
    }

    [TestMethod]
    public void Every_token_column_can_be_read_and_a_row_without_tokens_is_an_empty_text()
    {
        var pairs = _ml.Suppression.PreferencePairs([new([11], [1, 2], [])], Tiny.Mixture);
        var text = Detokenize(pairs, new() { TokensColumnName = ColumnNames.PromptTokens });
        Assert.AreEqual("[bos]", Texts(text).Single());
        text = Detokenize(pairs, new() { TokensColumnName = ColumnNames.RejectedTokens });
        Assert.AreEqual("", Texts(text).Single());
    }

    [TestMethod]
    public void Preview_is_readable()
    {
        var view = _ml.Suppression.Documents([new Document([1, 2, 0])], Tiny.Mixture);
        var row = Detokenize(view).Preview(1).RowView.Single();
        Assert.AreEqual("a b /", row.Values.Single(v => v.Key == ColumnNames.Text).Value.ToString());
    }

    [TestMethod]
    public void A_token_without_a_name_is_refused_with_its_place()
    {
        var view = _ml.Suppression.Documents([new Document([1]), new Document([0, 12])], Tiny.Mixture);
        var text = Detokenize(view);
        StringAssert.Contains(Views.Refusal(() => Texts(text)), "column 'Tokens', row 1, item 1: 12 is outside 0 to 11");
    }

    [TestMethod]
    public void The_saved_transformer_keeps_the_names_that_fitting_found()
    {
        var view = Tiny.Documents(_ml, count: 5);
        var transformer = _ml.Suppression.Transforms.Detokenize(new() { Separator = "" }).Fit(view);
        using var stream = new MemoryStream();
        _ml.Model.Save(transformer, view.Schema, stream);
        var loaded = (DetokenizingTransformer)new MLContext().Model.Load(stream, out _);
        CollectionAssert.AreEqual(Texts(transformer.Transform(view)), Texts(loaded.Transform(view)));
        CollectionAssert.AreEqual(transformer.Options.SymbolNames!.ToArray(), loaded.Options.SymbolNames!.ToArray());
        // A view without names reads the same: the names are the model's now.
        var bare = _ml.Suppression.Documents([new Document([1, 0])]);
        CollectionAssert.AreEqual(new[] { "a/" }, Texts(loaded.Transform(bare)));
    }

    [TestMethod]
    public void A_saved_transformer_without_names_keeps_to_numbers()
    {
        var bare = _ml.Suppression.Documents([new Document([1, 0])]);
        using var stream = new MemoryStream();
        _ml.Model.Save(_ml.Suppression.Transforms.Detokenize().Fit(bare), bare.Schema, stream);
        var loaded = new MLContext().Model.Load(stream, out _);
        var named = _ml.Suppression.Documents([new Document([1, 0])], Tiny.Mixture);
        CollectionAssert.AreEqual(new[] { "1 0" }, Texts(loaded.Transform(named)));
    }

    [TestMethod]
    public void A_prediction_engine_reads_one_document()
    {
        var view = Tiny.Documents(_ml, count: 1);
        using var engine = _ml.Model.CreatePredictionEngine<Input, Output>(_ml.Suppression.Transforms.Detokenize().Fit(view));
        Assert.AreEqual("b a", engine.Predict(new Input { Tokens = [2, 1] }).Text);
    }

    [TestMethod]
    public void Options_out_of_range_are_named()
    {
        StringAssert.Contains(Refuse(new() { SymbolNames = [] }), "SymbolNames is empty");
        StringAssert.Contains(Refuse(new() { SymbolNames = ["a", null!] }), "SymbolNames has a null");
        StringAssert.Contains(Refuse(new() { Separator = null! }), "Separator");
        StringAssert.Contains(Refuse(new() { OutputColumnName = "" }), "OutputColumnName");
    }

    private string Refuse(DetokenizingOptions options) =>
        Views.Refusal(() => _ml.Suppression.Transforms.Detokenize(options));

    private IDataView Detokenize(IDataView view, DetokenizingOptions? options = null) =>
        _ml.Suppression.Transforms.Detokenize(options).Fit(view).Transform(view);

    private static string[] Texts(IDataView view, string column = ColumnNames.Text) =>
        Array.ConvertAll(Views.Scalars<ReadOnlyMemory<char>>(view, column), text => text.ToString());

    private sealed class Input
    {
        public int[] Tokens { get; set; } = [];
    }

    private sealed class Output
    {
        public string Text { get; set; } = "";
    }
}
