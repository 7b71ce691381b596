using Microsoft.ML;
using SuppressionLab.Interop.Schemas;

namespace SuppressionLab.Tests.Support;

/// <summary>Schema shapes of views, and their comparison with schemas.</summary>
internal static class Shapes
{
    public static SchemaShape Of(DataViewSchema schema) =>
        new(schema.Where(c => !c.IsHidden).Select(c => SchemaShapeColumns.Create(c.Name, c.Type)));

    public static string[] Describe(SchemaShape shape) =>
        [.. shape.Select(c => $"{c.Name}: {c.Kind} of {c.ItemType}{(c.IsKey ? " key" : "")}").Order()];
}
