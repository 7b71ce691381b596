using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Interop.Schemas;
using SuppressionLab.Mapping;

namespace SuppressionLab.Columns;

/// <summary>What an estimator promises of its output's schema.</summary>
internal static class OutputShapes
{
    /// <summary>The input's columns and those that a transformer adds; a column of the same name is replaced.</summary>
    public static SchemaShape Append<TRow>(SchemaShape input, IReadOnlyList<RowColumn<TRow>> added)
    {
        var names = added.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var columns = input.Where(c => !names.Contains(c.Name))
            .Concat(added.Select(c => SchemaShapeColumns.Create(c.Name, c.Type)));
        return new SchemaShape(columns);
    }
}
