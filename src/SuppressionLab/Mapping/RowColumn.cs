using Microsoft.ML;
using Microsoft.ML.Data;

namespace SuppressionLab.Mapping;

/// <summary>A column computed from a row object: its name, its type, and how a getter reads it.</summary>
/// <typeparam name="TRow">The row object.</typeparam>
internal abstract class RowColumn<TRow>(string name, DataViewType type)
{
    public string Name { get; } = name;

    public DataViewType Type { get; } = type;

    /// <summary>What the schema says about the column besides its type; null for nothing.</summary>
    public DataViewSchema.Annotations? Annotations { get; init; }

    /// <summary>
    /// The number of the input whose vocabulary the column has, as tokens do that come after others; null for none.
    /// </summary>
    public int? VocabularyOfInput { get; init; }

    /// <summary>A getter of ML.NET's kind over the current row.</summary>
    public abstract Delegate CreateGetter(Func<TRow> current);

    /// <summary>A getter of the type that ML.NET asked for.</summary>
    /// <exception cref="InvalidOperationException">The type is not the column's.</exception>
    public ValueGetter<TValue> CreateGetter<TValue>(Func<TRow> current) =>
        CreateGetter(current) as ValueGetter<TValue>
        ?? throw new InvalidOperationException($"Column '{Name}' is {Type.RawType}, not {typeof(TValue)}.");
}

/// <summary>A column of one value a row.</summary>
internal sealed class ScalarColumn<TRow, TValue>(string name, PrimitiveDataViewType type, Func<TRow, TValue> read)
    : RowColumn<TRow>(name, type)
{
    public override Delegate CreateGetter(Func<TRow> current) =>
        (ValueGetter<TValue>)((ref TValue value) => value = read(current()));
}

/// <summary>A column of a vector a row: of <paramref name="size"/> items, or of any number if it is 0.</summary>
internal sealed class VectorColumn<TRow, TItem>(
    string name, PrimitiveDataViewType itemType, Func<TRow, TItem[]> read, int size = 0)
    : RowColumn<TRow>(name, new VectorDataViewType(itemType, size))
{
    public override Delegate CreateGetter(Func<TRow> current) =>
        (ValueGetter<VBuffer<TItem>>)((ref VBuffer<TItem> value) =>
        {
            var items = read(current());
            var editor = VBufferEditor.Create(ref value, items.Length);
            items.CopyTo(editor.Values);
            value = editor.Commit();
        });
}
