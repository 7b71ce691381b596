using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.Mapping;

namespace SuppressionLab.Text;

/// <summary>
/// Turns token ids into text. Fitting learns only what the tokens are called: from the options, else from the column's
/// annotations, else their numbers; the transformer keeps the names, wherever it is used later.
/// </summary>
public sealed class DetokenizingEstimator : MappingEstimator<DetokenizingTransformer>
{
    private readonly DetokenizingOptions _options;

    internal DetokenizingEstimator(DetokenizingOptions options)
    {
        options.Validate();
        _options = options;
    }

    private protected override RowSignature Signature => DetokenizingMapping.SignatureOf(_options);

    private protected override DetokenizingTransformer CreateTransformer(DataViewSchema schema)
    {
        var names = _options.SymbolNames;
        if (names is null)
        {
            TokenAnnotations.TryGetSymbolNames(schema[_options.TokensColumnName], out names);
        }
        return new DetokenizingTransformer(_options with { SymbolNames = names });
    }
}
