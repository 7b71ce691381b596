using SuppressionLab.Columns;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.CurveFitting;

/// <summary>Which columns a law estimator reads, which it adds, and how it fits.</summary>
public sealed record LawOptions
{
    /// <summary>The column of task labels, Int32. Default: <c>Component</c>.</summary>
    public string TaskColumnName { get; init; } = ColumnNames.Component;

    /// <summary>The column of the number of examples in context, from 0, Int32. Default: <c>Shots</c>.</summary>
    public string ShotsColumnName { get; init; } = ColumnNames.Shots;

    /// <summary>The column of mean label probabilities in [0, 1], Double. Default: <c>Probability</c>.</summary>
    public string ProbabilityColumnName { get; init; } = ColumnNames.Probability;

    /// <summary>
    /// The column of their standard errors, Double, read if it is there and needed only by weighted fits. Default:
    /// <c>ProbabilityStandardError</c>.
    /// </summary>
    public string StandardErrorColumnName { get; init; } = nameof(CurvePoint.ProbabilityStandardError);

    /// <summary>The column to add, Double. Default: <c>PredictedProbability</c>.</summary>
    public string OutputColumnName { get; init; } = ColumnNames.PredictedProbability;

    /// <summary>The share of the largest number of shots to fit, in (0, 1]; the rest is held out. Default: 1.</summary>
    public double Prefix { get; init; } = 1;

    /// <summary>
    /// What to add to the table's shots to get n, the number of examples in context: 0 for tables whose shots count the
    /// examples before the scored one, 1 for raw published files. The prefix is taken on the table's shots. Default: 0.
    /// </summary>
    public int ShotOrigin { get; init; }

    /// <summary>
    /// How to fit. Default: the fitter's own defaults, its starts shifted by the seed of the <c>MLContext</c>, or 0.
    /// </summary>
    public LawFitOptions? Fitting { get; init; }

    internal void Validate()
    {
        Fitting?.Validate();
        if (!(Prefix > 0 && Prefix <= 1))
        {
            throw new InputException($"Prefix is {Prefix}; a number above 0 and at most 1 is allowed");
        }
        if (ShotOrigin is not (0 or 1))
        {
            throw new InputException($"ShotOrigin is {ShotOrigin}; 0 or 1 is allowed");
        }
        string[] names =
            [TaskColumnName, ShotsColumnName, ProbabilityColumnName, StandardErrorColumnName, OutputColumnName];
        if (names.Any(string.IsNullOrEmpty))
        {
            throw new InputException("a column name of LawOptions is empty; all five are needed");
        }
    }
}
