using Microsoft.ML.Runtime;
using SuppressionLab.CurveFitting;
using SuppressionLab.Laws.Families;

namespace SuppressionLab;

/// <summary>The laws of in-context learning, as <c>ml.Suppression.Laws</c>.</summary>
public sealed class SuppressionLaws
{
    private readonly IHostEnvironment _environment;

    internal SuppressionLaws(IHostEnvironment environment) => _environment = environment;

    /// <summary>The names that <see cref="Fit"/> takes; <see cref="LawRegistry"/> has the laws themselves.</summary>
    public IReadOnlyList<string> Names => [.. LawRegistry.All.Select(law => law.Name)];

    /// <summary>An estimator of a law over a curve table.</summary>
    /// <param name="law">The law's name, one of <see cref="Names"/>, for example <c>scoring-wise</c>.</param>
    /// <param name="options">Columns and how to fit; null for the defaults.</param>
    /// <exception cref="Primitives.Errors.InputException">There is no such law; the message lists them.</exception>
    public LawEstimator Fit(string law, LawOptions? options = null) =>
        new(_environment, LawRegistry.Get(law), options ?? new LawOptions());
}
