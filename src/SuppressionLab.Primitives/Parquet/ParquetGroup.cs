using Parquet;
using Parquet.Schema;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Primitives.Parquet;

/// <summary>A row group of a <see cref="ParquetFile"/>: some consecutive rows, read column by column.</summary>
public sealed class ParquetGroup
{
    private const long MaximumRows = 1L << 24;
    private const long MaximumValues = 1L << 28;
    private readonly ParquetFile _file;
    private readonly ParquetRowGroupReader _reader;

    internal ParquetGroup(ParquetFile file, ParquetRowGroupReader reader, int index)
    {
        _file = file;
        _reader = reader;
        if (reader.RowCount is < 0 or > MaximumRows)
        {
            throw file.Refuse($"row group {index} declares {reader.RowCount} rows; at most {MaximumRows} are allowed");
        }
        RowCount = (int)reader.RowCount;
        foreach (var field in file.Schema.DataFields)
        {
            CheckCount(field);
        }
    }

    /// <summary>The number of rows, at most 2²⁴; every column has as many values, or entries of its lists.</summary>
    public int RowCount { get; }

    /// <summary>Reads a column of one value a row.</summary>
    /// <typeparam name="T">The type that the file's schema gives it; texts are memory of characters.</typeparam>
    /// <exception cref="InputException">The column is damaged, may hold nulls or is of another type.</exception>
    public T[] Read<T>(DataField field) where T : struct => ParquetFile.Guard(_file.Path, async () =>
    {
        var values = new T[RowCount];
        await _reader.ReadAsync<T>(field, values).ConfigureAwait(false);
        return values;
    });

    /// <summary>Reads a column of one value or null a row.</summary>
    /// <typeparam name="T">The type that the file's schema gives it; texts are memory of characters.</typeparam>
    /// <exception cref="InputException">The column is damaged or of another type.</exception>
    public T?[] ReadNullable<T>(DataField field) where T : struct => field is { IsNullable: false }
        ? Array.ConvertAll(Read<T>(field), value => (T?)value)
        : ParquetFile.Guard(_file.Path, async () =>
        {
            var values = new T?[RowCount];
            await _reader.ReadAsync<T>(field, values).ConfigureAwait(false);
            return values;
        });

    /// <summary>Reads a column of lists as Parquet holds it (Dremel; Melnik et al., 2010).</summary>
    /// <typeparam name="T">The type that the file's schema gives the elements.</typeparam>
    /// <returns>
    /// Definition and repetition levels, one an entry (an element, or a list without any); and as long, the elements
    /// that are defined, packed at the front.
    /// </returns>
    /// <exception cref="InputException">The column is damaged, of another type or of more than 2²⁸ entries.</exception>
    public (T[] Values, int[] Definitions, int[] Repetitions) ReadLists<T>(DataField field) where T : struct
    {
        var entries = Count(field) ?? 0;
        if (entries > MaximumValues)
        {
            throw _file.Refuse($"column '{field.Path}' declares {entries} values; at most {MaximumValues} are allowed");
        }
        return ParquetFile.Guard(_file.Path, async () =>
        {
            var (values, definitions, repetitions) = (new T[entries], new int[entries], new int[entries]);
            await _reader.ReadRawAsync<T>(field, values, definitions, repetitions).ConfigureAwait(false);
            return (values, definitions, repetitions);
        });
    }

    private long? Count(DataField field) => _reader.GetMetadata(field)?.MetaData?.NumValues;

    /// <summary>A count that disagrees with the rows makes the library wait for pages that never come.</summary>
    private void CheckCount(DataField field)
    {
        // A list, even an empty one, takes at least an entry.
        if (Count(field) is { } count && (field.MaxRepetitionLevel == 0 ? count != RowCount : count < RowCount))
        {
            throw _file.Refuse($"column '{field.Path}' has {count} values; {RowCount} rows are declared");
        }
    }
}
