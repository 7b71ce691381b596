using Microsoft.ML;

namespace SuppressionLab.Tests.Conformance;

/// <summary>An estimator of the catalog with data that it fits, for <see cref="EstimatorConformanceTests"/>.</summary>
/// <param name="Name">The name in test results.</param>
/// <param name="Type">The estimator's type.</param>
/// <param name="Create">Makes the estimator; called once a context, so that "twice" is twice from nothing.</param>
/// <param name="Input">Makes the data; row i is a function of the context's seed and i.</param>
/// <param name="Required">The columns that it cannot do without.</param>
internal sealed record EstimatorCase(
    string Name,
    Type Type,
    Func<MLContext, IEstimator<ITransformer>> Create,
    Func<MLContext, IDataView> Input,
    params string[] Required)
{
    /// <summary>Whether a row's output is a function of that row alone, so that rows may be scored in any order.</summary>
    public bool IsRowByRow { get; init; } = true;

    /// <summary>Columns that it reads if they are there, and then of one type only.</summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    public override string ToString() => Name;
}
