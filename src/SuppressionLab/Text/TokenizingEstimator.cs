using Microsoft.ML;
using SuppressionLab.Mapping;

namespace SuppressionLab.Text;

/// <summary>Turns text into token ids: nothing is learned, fitting checks the column.</summary>
public sealed class TokenizingEstimator : MappingEstimator<TokenizingTransformer>
{
    private readonly TokenizingOptions _options;

    internal TokenizingEstimator(TokenizingOptions options)
    {
        options.Validate();
        _options = options;
    }

    private protected override RowSignature Signature => TokenizingMapping.SignatureOf(_options);

    private protected override TokenizingTransformer CreateTransformer(DataViewSchema schema) => new(_options);
}
