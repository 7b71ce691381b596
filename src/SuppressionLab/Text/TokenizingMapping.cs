using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Mapping;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Text;

/// <summary>Splits text into the names of tokens.</summary>
internal sealed class TokenizingMapping(TokenizingOptions options) : RowMapping<int[], int[]>(SignatureOf(options))
{
    private readonly Dictionary<string, int>? _ids = options.SymbolNames?
        .Select((name, id) => (name, id)).ToDictionary(pair => pair.name, pair => pair.id, StringComparer.Ordinal);

    /// <summary>Reads text; adds tokens, which carry the names.</summary>
    public static RowSignature<int[]> SignatureOf(TokenizingOptions options) => new(
        [RequiredColumn.Text(nameof(TokenizingTransformer), options.TextColumnName)],
        [
            new VectorColumn<int[], int>(options.OutputColumnName, NumberDataViewType.Int32, tokens => tokens)
            {
                Annotations = options.SymbolNames is { } names ? TokenAnnotations.Create(names) : null,
            },
        ]);

    public override Func<int[]> CreateReader(DataViewRow row, IReadOnlyList<DataViewSchema.Column> inputs)
    {
        var read = RowReaders.Scalar<ReadOnlyMemory<char>>(row, inputs[0]);
        return () =>
        {
            var pieces = read().ToString().Split(
                options.Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var tokens = new int[pieces.Length];
            for (var i = 0; i < pieces.Length; i++)
            {
                tokens[i] = TryGetId(pieces[i], out var id) ? id : throw Unknown(pieces[i], i, row.Position);
            }
            return tokens;
        };
    }

    public override IBatchScorer<int[], int[]> OpenScorer() => new RowByRowScorer<int[], int[]>(tokens => tokens);

    private bool TryGetId(string piece, out int id) => _ids is null
        ? int.TryParse(piece, NumberStyles.None, CultureInfo.InvariantCulture, out id)
        : _ids.TryGetValue(piece, out id);

    private InputException Unknown(string piece, int place, long row) => new(
        $"column '{options.TextColumnName}', row {row}, piece {place}: '{piece}' is "
        + (_ids is null ? "no token id; integers from 0 on are allowed" : $"none of the {_ids.Count} names of tokens"));
}
