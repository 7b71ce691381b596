using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Mapping;
using SuppressionLab.Scoring;

namespace SuppressionLab.Text;

/// <summary>Joins the names of a row's tokens.</summary>
internal sealed class DetokenizingMapping(DetokenizingOptions options, IReadOnlyList<string>? names)
    : RowMapping<int[], string>(SignatureOf(options))
{
    /// <summary>Reads tokens; adds text.</summary>
    public static RowSignature<string> SignatureOf(DetokenizingOptions options) => new(
        [RequiredColumn.Int32Vector(nameof(DetokenizingTransformer), options.TokensColumnName)],
        [
            new ScalarColumn<string, ReadOnlyMemory<char>>(
                options.OutputColumnName, TextDataViewType.Instance, text => text.AsMemory()),
        ]);

    public override Func<int[]> CreateReader(DataViewRow row, IReadOnlyList<DataViewSchema.Column> inputs)
    {
        var read = RowReaders.Vector<int>(row, inputs[0]);
        return () =>
        {
            var tokens = read();
            if (names is not null)
            {
                TokenChecks.CheckRange(tokens, names.Count, options.TokensColumnName, row.Position);
            }
            return tokens;
        };
    }

    public override IBatchScorer<int[], string> OpenScorer() => new RowByRowScorer<int[], string>(
        tokens => string.Join(options.Separator, tokens.Select(Name)));

    private string Name(int token) => names is null ? token.ToString(CultureInfo.InvariantCulture) : names[token];
}
