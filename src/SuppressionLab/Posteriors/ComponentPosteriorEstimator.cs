using Microsoft.ML;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Mapping;

namespace SuppressionLab.Posteriors;

/// <summary>
/// Infers documents' components with the exact Bayesian learner: nothing is learned, fitting checks the columns.
/// </summary>
public sealed class ComponentPosteriorEstimator : MappingEstimator<ComponentPosteriorTransformer>
{
    private readonly HmmMixture _mixture;
    private readonly ComponentPosteriorOptions _options;

    internal ComponentPosteriorEstimator(HmmMixture mixture, ComponentPosteriorOptions options)
    {
        options.Validate();
        _mixture = mixture;
        _options = options;
    }

    private protected override RowSignature Signature =>
        ComponentPosteriorMapping.SignatureOf(_mixture.Components.Count, _options);

    private protected override ComponentPosteriorTransformer CreateTransformer(DataViewSchema schema) =>
        new(_mixture, _options);
}
