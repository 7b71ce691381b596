using SuppressionLab.Columns;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Judging;

/// <summary>How a judge of documents is fitted and read.</summary>
public sealed record JudgeOptions
{
    /// <summary>The column of the known documents' component, from 0: Int32. Default: <c>Component</c>.</summary>
    public string ComponentColumnName { get; init; } = ColumnNames.Component;

    /// <summary>
    /// The column of the judge's verdicts: a number or a text that is a component, or a key over such values, as ML.NET's
    /// multiclass trainers give it. Default: <c>PredictedLabel</c>.
    /// </summary>
    public string VerdictColumnName { get; init; } = "PredictedLabel";

    /// <summary>
    /// The share of the known documents that the judge is not fitted on, between 0 and 1, both excluded: on them its
    /// mistakes are counted. Default: 0.3.
    /// </summary>
    public double HeldOutFraction { get; init; } = 0.3;

    /// <summary>The seed of the split. Default: the <c>MLContext</c>'s seed, or 0 if it has none.</summary>
    public ulong? Seed { get; init; }

    internal void Validate()
    {
        if (string.IsNullOrEmpty(ComponentColumnName) || string.IsNullOrEmpty(VerdictColumnName))
        {
            throw new InputException("ComponentColumnName and VerdictColumnName must not be empty");
        }
        if (!(HeldOutFraction > 0 && HeldOutFraction < 1))
        {
            throw new InputException($"HeldOutFraction is {HeldOutFraction}; between 0 and 1 is allowed, both excluded");
        }
    }
}
