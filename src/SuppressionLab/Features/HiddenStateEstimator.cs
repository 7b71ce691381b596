using Microsoft.ML;
using SuppressionLab.Mapping;
using SuppressionLab.Scoring;

namespace SuppressionLab.Features;

/// <summary>
/// Adds a language model's pooled hidden states: nothing is learned, fitting checks the columns. The transformer shares
/// the model's weights.
/// </summary>
public sealed class HiddenStateEstimator : MappingEstimator<HiddenStateTransformer>
{
    private readonly LanguageModelTransformer _model;
    private readonly HiddenStateOptions _options;

    internal HiddenStateEstimator(LanguageModelTransformer model, HiddenStateOptions options)
    {
        options.Validate(model.Configuration);
        _model = model;
        _options = options.For(model.Configuration, model.BosToken);
    }

    private protected override RowSignature Signature =>
        HiddenStateMapping.SignatureOf(_options, _model.Configuration.Width);

    private protected override HiddenStateTransformer CreateTransformer(DataViewSchema schema) =>
        new(_model.ShareNetwork(), _options);
}
