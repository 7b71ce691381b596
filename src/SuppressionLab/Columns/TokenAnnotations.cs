using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace SuppressionLab.Columns;

/// <summary>
/// What the schema says of a column of token ids: how many tokens there are, and what they are called. Annotations go
/// with the column through transforms that pass it on, ML.NET's and ours, and through its binary files.
/// </summary>
public static class TokenAnnotations
{
    /// <summary>
    /// The annotation (Int32) with the number of tokens that ids are out of, symbols, padding and beginning together:
    /// V + 2 for a mixture of V symbols, which is a network's vocabulary size.
    /// </summary>
    public const string VocabularySize = "VocabularySize";

    /// <summary>The annotation (vector of Text, one item a token id) with the tokens' names.</summary>
    public const string SymbolNames = "SymbolNames";

    /// <summary>Reads a column's vocabulary size.</summary>
    /// <param name="column">Any column.</param>
    /// <param name="size">The number of tokens, or 0 if it is not known.</param>
    /// <returns>Whether the column has the annotation.</returns>
    public static bool TryGetVocabularySize(DataViewSchema.Column column, out int size)
    {
        size = 0;
        if (!NumberDataViewType.Int32.Equals(column.Annotations.Schema.GetColumnOrNull(VocabularySize)?.Type))
        {
            return false;
        }
        column.Annotations.GetValue(VocabularySize, ref size);
        return true;
    }

    /// <summary>Reads the names of a column's tokens.</summary>
    /// <param name="column">Any column.</param>
    /// <param name="names">The name of each token id, or null if they are not known.</param>
    /// <returns>Whether the column has the annotation.</returns>
    public static bool TryGetSymbolNames(
        DataViewSchema.Column column, [NotNullWhen(true)] out IReadOnlyList<string>? names)
    {
        names = null;
        if (column.Annotations.Schema.GetColumnOrNull(SymbolNames)?.Type is not VectorDataViewType
            { ItemType: TextDataViewType })
        {
            return false;
        }
        VBuffer<ReadOnlyMemory<char>> buffer = default;
        column.Annotations.GetValue(SymbolNames, ref buffer);
        names = [.. buffer.DenseValues().Select(name => name.ToString())];
        return true;
    }

    /// <summary>Annotations of a vocabulary whose tokens have names.</summary>
    internal static DataViewSchema.Annotations Create(IReadOnlyList<string> names)
    {
        ReadOnlyMemory<char>[] texts = [.. names.Select(name => name.AsMemory())];
        var builder = SizeOf(names.Count);
        builder.Add<VBuffer<ReadOnlyMemory<char>>>(
            SymbolNames,
            new VectorDataViewType(TextDataViewType.Instance, texts.Length),
            (ref VBuffer<ReadOnlyMemory<char>> value) =>
            {
                var editor = VBufferEditor.Create(ref value, texts.Length);
                texts.CopyTo(editor.Values);
                value = editor.Commit();
            });
        return builder.ToAnnotations();
    }

    /// <summary>The vocabulary of a column without its other annotations, which may speak of its length.</summary>
    internal static DataViewSchema.Annotations Of(DataViewSchema.Column column)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(column.Annotations, kind => kind is VocabularySize or SymbolNames);
        return builder.ToAnnotations();
    }

    /// <summary>Annotations of a vocabulary without names.</summary>
    internal static DataViewSchema.Annotations Create(int size) => SizeOf(size).ToAnnotations();

    private static DataViewSchema.Annotations.Builder SizeOf(int size)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(VocabularySize, NumberDataViewType.Int32, (ref int value) => value = size);
        return builder;
    }
}
