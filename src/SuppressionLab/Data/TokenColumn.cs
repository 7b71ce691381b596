using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Mapping;

namespace SuppressionLab.Data;

/// <summary>Makes columns of token ids.</summary>
internal static class TokenColumn
{
    /// <summary>A variable vector of Int32 whose annotations name the tokens.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="read">Reads a row's tokens.</param>
    /// <param name="tokenNames">The name of each token id; null if they are not known.</param>
    public static RowColumn<TRow> Create<TRow>(string name, Func<TRow, int[]> read, IReadOnlyList<string>? tokenNames) =>
        new VectorColumn<TRow, int>(name, NumberDataViewType.Int32, read)
        {
            Annotations = tokenNames is null ? null : TokenAnnotations.Create(tokenNames),
        };
}
