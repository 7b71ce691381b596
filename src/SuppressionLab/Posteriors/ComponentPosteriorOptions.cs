using System.Globalization;
using SuppressionLab.Columns;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Posteriors;

/// <summary>Which columns a <see cref="ComponentPosteriorTransformer"/> reads and adds, and how it infers.</summary>
public sealed record ComponentPosteriorOptions
{
    /// <summary>The column of a document's symbols, without BOS, a vector of Int32. Default: <c>Tokens</c>.</summary>
    public string TokensColumnName { get; init; } = ColumnNames.Tokens;

    /// <summary>The column to add for the posterior. Default: <c>ComponentPosterior</c>.</summary>
    public string PosteriorColumnName { get; init; } = ColumnNames.ComponentPosterior;

    /// <summary>The column to add for log-likelihoods. Default: <c>ComponentLogLikelihood</c>.</summary>
    public string LogLikelihoodColumnName { get; init; } = ColumnNames.ComponentLogLikelihood;

    /// <summary>The column to add for the most likely component. Default: <c>MostLikelyComponent</c>.</summary>
    public string MostLikelyColumnName { get; init; } = ColumnNames.MostLikelyComponent;

    /// <summary>
    /// ε, in [0, 1], of the learner's transition rows (1−ε)·T + ε/N. Default: 0, the mixture itself, under which
    /// documents of one component are often impossible under the others; the document learner of prompts has 0.01.
    /// </summary>
    public double Smoothing { get; init; }

    /// <summary>Rows computed at once, on all cores; at least 1, and of no influence on results. Default: 64.</summary>
    public int BatchSize { get; init; } = 64;

    internal void Validate()
    {
        if (!(Smoothing is >= 0 and <= 1))
        {
            throw new InputException(
                $"Smoothing is {Smoothing.ToString(CultureInfo.InvariantCulture)}; a number in [0, 1] is allowed");
        }
        if (BatchSize < 1)
        {
            throw new InputException($"BatchSize is {BatchSize}; it must be at least 1");
        }
        string[] names = [TokensColumnName, PosteriorColumnName, LogLikelihoodColumnName, MostLikelyColumnName];
        if (names.Any(string.IsNullOrEmpty))
        {
            throw new InputException("a column name of ComponentPosteriorOptions is empty; all four are needed");
        }
    }
}
