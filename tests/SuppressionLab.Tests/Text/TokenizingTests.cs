using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Vocabularies;
using SuppressionLab.Tests.Support;
using SuppressionLab.Text;

namespace SuppressionLab.Tests.Text;

[TestClass]
public sealed class TokenizingTests
{
    private static readonly TokenizingOptions Names = new() { SymbolNames = TokenNames.Of(Tiny.Mixture) };
    private readonly MLContext _ml = Tiny.Context();

    [TestMethod]
    public void Text_of_documents_becomes_the_documents_again()
    {
        var documents = Tiny.Documents(_ml, count: 20);
        foreach (var options in new[] { Names, Names with { Separator = "," } })
        {
            var text = _ml.Suppression.Transforms.Detokenize(new() { Separator = options.Separator }).Fit(documents)
                .Transform(documents);
            var bare = _ml.Transforms.SelectColumns(ColumnNames.Text).Fit(text).Transform(text);
            var tokens = _ml.Suppression.Transforms.Tokenize(options).Fit(bare).Transform(bare);
            Views.AreSame(Views.Vectors<int>(documents, ColumnNames.Tokens), Views.Vectors<int>(tokens, ColumnNames.Tokens));
            Assert.IsTrue(TokenAnnotations.TryGetSymbolNames(tokens.Schema[ColumnNames.Tokens], out var names));
            CollectionAssert.AreEqual(Names.SymbolNames!.ToArray(), names.ToArray());
        }
    }

    [TestMethod]
    public void Numbers_are_read_where_tokens_have_no_names()
    {
        Views.AreSame([[3, 0, 12], []], Tokens(new(), "3 0  12\n", " "));
        StringAssert.Contains(Views.Refusal(() => Tokens(new(), "1", "2 -3")), "column 'Text', row 1, piece 1: '-3' is no token id");
    }

    [TestMethod]
    public void A_piece_that_is_no_name_is_refused_with_its_place() => StringAssert.Contains(
        Views.Refusal(() => Tokens(Names, "a b", "a / zz")), "column 'Text', row 1, piece 2: 'zz' is none of the 12 names");

    [TestMethod]
    public void Options_out_of_range_are_named()
    {
        StringAssert.Contains(Refuse(new() { SymbolNames = [] }), "SymbolNames is empty");
        StringAssert.Contains(Refuse(new() { SymbolNames = ["a", "b", "a"] }), "SymbolNames has 'a'");
        StringAssert.Contains(Refuse(new() { SymbolNames = ["a b"] }), "SymbolNames has 'a b'");
        StringAssert.Contains(Refuse(new() { SymbolNames = [""] }), "SymbolNames has ''");
        StringAssert.Contains(Refuse(new() { Separator = "" }), "Separator is empty");
        StringAssert.Contains(Refuse(new() { TextColumnName = "" }), "TextColumnName");
    }

    private string Refuse(TokenizingOptions options) => Views.Refusal(() => _ml.Suppression.Transforms.Tokenize(options));

    private int[][] Tokens(TokenizingOptions options, params string[] texts)
    {
        var view = _ml.Data.LoadFromEnumerable(texts.Select(text => new { Text = text }));
        return Views.Vectors<int>(_ml.Suppression.Transforms.Tokenize(options).Fit(view).Transform(view), ColumnNames.Tokens);
    }
}
