using Microsoft.ML;
using SuppressionLab.Mapping;

namespace SuppressionLab.Scoring;

/// <summary>
/// Scores in-context prompts with a language model: nothing is learned, fitting checks the columns. The transformer shares
/// the model's weights.
/// </summary>
public sealed class LabelProbabilityEstimator : MappingEstimator<LabelProbabilityTransformer>
{
    private readonly LanguageModelTransformer _model;
    private readonly LabelProbabilityOptions _options;

    internal LabelProbabilityEstimator(LanguageModelTransformer model, LabelProbabilityOptions options)
    {
        options.Validate();
        _model = model;
        _options = options;
    }

    private protected override RowSignature Signature => LabelProbabilityMapping.SignatureOf(_options);

    private protected override LabelProbabilityTransformer CreateTransformer(DataViewSchema schema) =>
        new(_model.ShareNetwork(), _options);
}
