using System.Globalization;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.PriorEstimation;

/// <summary>How <see cref="DocumentPrior"/> classifies documents.</summary>
public sealed record DocumentPriorOptions
{
    /// <summary>The document learner's ε, in [0, 1]: a model's small errors must not rule a component out. Default: 0.01.</summary>
    public double Smoothing { get; init; } = 0.01;

    /// <summary>True documents drawn from each component for its threshold; 100 or more. Default: 2,000.</summary>
    public int ReferenceDocuments { get; init; } = 2_000;

    /// <summary>The share of true documents that may fall below their component's threshold, in (0, 1). Default: 0.01.</summary>
    public double ReferenceShare { get; init; } = 0.01;

    /// <summary>Refuses values out of range.</summary>
    internal void Validate()
    {
        if (!(Smoothing is >= 0 and <= 1))
        {
            throw new InputException($"smoothing: {Text(Smoothing)}; a number in [0, 1] is allowed");
        }
        if (ReferenceDocuments < 100)
        {
            throw new InputException($"reference documents: {ReferenceDocuments}; 100 or more are allowed");
        }
        if (!(ReferenceShare is > 0 and < 1))
        {
            throw new InputException($"reference share: {Text(ReferenceShare)}; a number above 0 and below 1 is allowed");
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
