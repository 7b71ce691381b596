using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;

namespace SuppressionLab.Scoring;

/// <summary>
/// Scores in-context prompts with a language model: nothing is learned, <see cref="Fit"/> checks the columns.
/// </summary>
public sealed class LabelProbabilityEstimator : IEstimator<LabelProbabilityTransformer>
{
    private readonly LanguageModelTransformer _model;
    private readonly LabelProbabilityOptions _options;

    internal LabelProbabilityEstimator(LanguageModelTransformer model, LabelProbabilityOptions options)
    {
        options.Validate();
        _model = model;
        _options = options;
    }

    /// <summary>Makes the transformer; it shares the model's weights.</summary>
    /// <param name="input">The prompts; only their schema is read.</param>
    /// <exception cref="Primitives.Errors.InputException">A column is missing or of another type.</exception>
    public LabelProbabilityTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        foreach (var column in LabelProbabilityMapper.Required(_options))
        {
            column.Find(input.Schema);
        }
        return new LabelProbabilityTransformer(_model.Lease.Share(), _options);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (var column in LabelProbabilityMapper.Required(_options))
        {
            column.Check(inputSchema);
        }
        return OutputShapes.Append(inputSchema, LabelProbabilityMapper.Computed(_options));
    }
}
