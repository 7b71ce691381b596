using SuppressionLab.Columns;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Scoring;

/// <summary>Which columns a <see cref="LabelProbabilityTransformer"/> reads and adds.</summary>
public sealed record LabelProbabilityOptions
{
    /// <summary>The column of the prompt's token ids, a vector of Int32; no BOS is added. Default: <c>Tokens</c>.</summary>
    public string TokensColumnName { get; init; } = ColumnNames.Tokens;

    /// <summary>
    /// The column of positions in the tokens after which a label is predicted, a vector of Int32. Default:
    /// <c>ScoredPositions</c>.
    /// </summary>
    public string PositionsColumnName { get; init; } = ColumnNames.ScoredPositions;

    /// <summary>The column of labels, one a position, a vector of Int32. Default: <c>Labels</c>.</summary>
    public string LabelsColumnName { get; init; } = ColumnNames.Labels;

    /// <summary>The column to add for probabilities. Default: <c>LabelProbability</c>.</summary>
    public string ProbabilityColumnName { get; init; } = ColumnNames.LabelProbability;

    /// <summary>The column to add for correctness. Default: <c>LabelCorrect</c>.</summary>
    public string CorrectColumnName { get; init; } = ColumnNames.LabelCorrect;

    /// <summary>Rows in one forward pass, at least 1; does not change results beyond 1e-6. Default: 32.</summary>
    public int BatchSize { get; init; } = 32;

    internal void Validate()
    {
        if (BatchSize < 1)
        {
            throw new InputException($"BatchSize is {BatchSize}; it must be at least 1");
        }
        string[] names =
            [TokensColumnName, PositionsColumnName, LabelsColumnName, ProbabilityColumnName, CorrectColumnName];
        if (names.Any(string.IsNullOrEmpty))
        {
            throw new InputException("a column name of LabelProbabilityOptions is empty; all five are needed");
        }
    }
}
