using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Interop.Schemas;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Mapping;

/// <summary>The columns that a computation over rows reads and adds, whatever schema it will be bound to.</summary>
internal abstract record RowSignature(IReadOnlyList<RequiredColumn> Inputs)
{
    /// <summary>The names and types of the columns that are added, in order.</summary>
    protected abstract IEnumerable<(string Name, DataViewType Type)> Added { get; }

    /// <summary>Finds the inputs.</summary>
    /// <exception cref="Primitives.Errors.InputException">One is missing or of another type; the message names it.</exception>
    public DataViewSchema.Column[] Find(DataViewSchema schema)
    {
        RequireDistinctNames();
        return [.. Inputs.Select(column => column.Find(schema))];
    }

    /// <summary>The input's columns and the added ones; a column of the same name is replaced.</summary>
    /// <exception cref="Primitives.Errors.InputException">An input is missing or of another type; the message names it.</exception>
    public SchemaShape OutputShape(SchemaShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        RequireDistinctNames();
        foreach (var column in Inputs)
        {
            column.Check(input);
        }
        var names = Added.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        return new SchemaShape(input.Where(c => !names.Contains(c.Name))
            .Concat(Added.Select(c => SchemaShapeColumns.Create(c.Name, c.Type))));
    }

    private void RequireDistinctNames()
    {
        if (Added.GroupBy(c => c.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new InputException($"{Inputs[0].Owner}: two added columns are called '{twice.Key}'; each needs a name of its own");
        }
    }
}

/// <summary>A signature with the way in which added columns read the computation's output.</summary>
internal sealed record RowSignature<TOutput>(
    IReadOnlyList<RequiredColumn> Inputs, IReadOnlyList<RowColumn<TOutput>> Outputs) : RowSignature(Inputs)
{
    protected override IEnumerable<(string Name, DataViewType Type)> Added => Outputs.Select(c => (c.Name, c.Type));
}
