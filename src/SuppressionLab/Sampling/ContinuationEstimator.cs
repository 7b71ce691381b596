using Microsoft.ML;
using SuppressionLab.Mapping;
using SuppressionLab.Scoring;

namespace SuppressionLab.Sampling;

/// <summary>
/// Continues rows with a language model: nothing is learned, fitting checks the columns. The transformer shares the
/// model's weights.
/// </summary>
public sealed class ContinuationEstimator : MappingEstimator<ContinuationTransformer>
{
    private readonly LanguageModelTransformer _model;
    private readonly ContinuationOptions _options;

    internal ContinuationEstimator(LanguageModelTransformer model, ContinuationOptions options, ulong seed)
    {
        options.Validate(model.Configuration);
        _model = model;
        _options = options.For(model.Configuration, model.BosToken, seed);
    }

    private protected override RowSignature Signature => ContinuationMapping.SignatureOf(_options);

    private protected override ContinuationTransformer CreateTransformer(DataViewSchema schema) =>
        new(_model.ShareNetwork(), _options);
}
