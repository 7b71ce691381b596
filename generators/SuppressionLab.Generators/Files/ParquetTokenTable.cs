using Parquet;
using Parquet.Schema;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;

namespace SuppressionLab.Generators.Files;

/// <summary>
/// Parquet files of token lists (list&lt;int32&gt;) and integers (int32), by column name. Row groups are written and
/// read one at a time, and their sizes are checked before anything is allocated for them.
/// </summary>
internal sealed class ParquetTokenTable(string[] lists, string[] scalars)
{
    private const int RowsPerGroup = 1 << 16;
    private const int ValuesPerGroup = 1 << 20;
    private const long MaximumValues = 1L << 28;

    /// <summary>Writes all rows; the file is whole or absent.</summary>
    public void Write(string path, IEnumerable<TokenRow> rows) =>
        AtomicFile.Write(path, stream => WriteAsync(stream, rows).GetAwaiter().GetResult());

    /// <summary>The rows of a file, a row group at a time.</summary>
    /// <exception cref="InputException">
    /// Not a whole Parquet file, or a column is missing or of another type.
    /// </exception>
    public IEnumerable<TokenRow> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file");
        }
        return ReadGroups(path);
    }

    private async Task WriteAsync(Stream stream, IEnumerable<TokenRow> rows)
    {
        var fields = lists.Select(name => (Field)new ListField(name, new DataField<int>(ListField.ElementName)))
            .Concat(scalars.Select(name => new DataField<int?>(name)));
        var schema = new ParquetSchema([.. fields]);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream).ConfigureAwait(false);
        foreach (var group in Groups(rows))
        {
            using var target = writer.CreateRowGroup();
            for (var i = 0; i < lists.Length; i++)
            {
                int[][] column = [.. group.Select(row => row.Lists[i])];
                await WriteLists(target, schema.DataFields[i], column).ConfigureAwait(false);
            }
            for (var i = 0; i < scalars.Length; i++)
            {
                int?[] values = [.. group.Select(row => row.Scalars[i])];
                await target.WriteAsync<int>(schema.DataFields[lists.Length + i], values).ConfigureAwait(false);
            }
            target.CompleteValidate();
        }
    }

    private static async Task WriteLists(ParquetRowGroupWriter target, DataField field, int[][] rows)
    {
        // An empty list is one entry whose definition stops just short of an element.
        var entries = rows.Sum(row => Math.Max(1, row.Length));
        var definitions = new int[entries];
        var repetitions = new int[entries];
        var at = 0;
        foreach (var row in rows)
        {
            for (var i = 0; i < Math.Max(1, row.Length); i++, at++)
            {
                definitions[at] = row.Length == 0 ? field.MaxDefinitionLevel - 1 : field.MaxDefinitionLevel;
                repetitions[at] = i == 0 ? 0 : field.MaxRepetitionLevel;
            }
        }
        int[] values = [.. rows.SelectMany(row => row)];
        await target.WriteAllPartsAsync<int>(field, values, definitions, repetitions, default).ConfigureAwait(false);
    }

    private static IEnumerable<List<TokenRow>> Groups(IEnumerable<TokenRow> rows)
    {
        var group = new List<TokenRow>();
        var values = 0L;
        foreach (var row in rows)
        {
            group.Add(row);
            values += row.Lists.Sum(list => (long)list.Length);
            if (group.Count >= RowsPerGroup || values >= ValuesPerGroup)
            {
                yield return group;
                group = [];
                values = 0;
            }
        }
        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private IEnumerable<TokenRow> ReadGroups(string path)
    {
        using var stream = new BoundedReadStream(path);
        var reader = Guard(path, () => OpenAsync(stream));
        try
        {
            for (var group = 0; group < reader.RowGroupCount; group++)
            {
                foreach (var row in Guard(path, () => ReadGroup(reader, group)))
                {
                    yield return row;
                }
            }
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static Task<ParquetReader> OpenAsync(Stream stream)
    {
        ParquetFooter.Check(stream);
        return ParquetReader.CreateAsync(stream);
    }

    private async Task<TokenRow[]> ReadGroup(ParquetReader reader, int index)
    {
        using var group = reader.OpenRowGroupReader(index);
        CheckSize(group.RowCount, $"row group {index}");
        var rows = new TokenRow[group.RowCount];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new TokenRow(new int[lists.Length][], new int?[scalars.Length]);
        }
        for (var i = 0; i < lists.Length; i++)
        {
            await ReadLists(group, Field(reader, lists[i], isList: true), rows, i).ConfigureAwait(false);
        }
        for (var i = 0; i < scalars.Length; i++)
        {
            await ReadScalars(group, Field(reader, scalars[i], isList: false), rows, i).ConfigureAwait(false);
        }
        return rows;
    }

    private static async Task ReadLists(ParquetRowGroupReader group, DataField field, TokenRow[] rows, int list)
    {
        var entries = group.GetMetadata(field)?.MetaData?.NumValues ?? long.MaxValue;
        CheckSize(entries, $"column '{field.Path}'");
        var values = new int[entries];
        var definitions = new int[entries];
        var repetitions = new int[entries];
        await group.ReadRawAsync<int>(field, values, definitions, repetitions, default).ConfigureAwait(false);
        var read = Split(values, definitions, repetitions, field);
        if (read.Count != rows.Length)
        {
            throw new InputException($"column '{field.Path}' has {read.Count} rows; {rows.Length} are declared");
        }
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row].Lists[list] = read[row];
        }
    }

    private static List<int[]> Split(
        ReadOnlySpan<int> values, ReadOnlySpan<int> definitions, ReadOnlySpan<int> repetitions, DataField field)
    {
        var rows = new List<int[]>();
        var (first, taken) = (0, 0);
        for (var entry = 0; entry < definitions.Length; entry++)
        {
            if (entry > 0 && repetitions[entry] == 0)
            {
                rows.Add(values[first..taken].ToArray());
                first = taken;
            }
            if (definitions[entry] == field.MaxDefinitionLevel)
            {
                taken++;
            }
            else if (field.IsNullable && definitions[entry] == field.MaxDefinitionLevel - 1)
            {
                throw new InputException($"column '{field.Path}', row {rows.Count}: a missing token");
            }
        }
        if (definitions.Length > 0)
        {
            rows.Add(values[first..taken].ToArray());
        }
        return rows;
    }

    private static async Task ReadScalars(ParquetRowGroupReader group, DataField field, TokenRow[] rows, int scalar)
    {
        // A count that disagrees with the row group makes the reader wait for pages that never come.
        var entries = group.GetMetadata(field)?.MetaData?.NumValues;
        if (entries != rows.Length)
        {
            throw new InputException($"column '{field.Path}' has {entries} values; {rows.Length} rows are declared");
        }
        var values = new int?[rows.Length];
        if (field.IsNullable)
        {
            await group.ReadAsync<int>(field, values).ConfigureAwait(false);
        }
        else
        {
            var present = new int[rows.Length];
            await group.ReadAsync<int>(field, present).ConfigureAwait(false);
            values = [.. present];
        }
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row].Scalars[scalar] = values[row];
        }
    }

    private static DataField Field(ParquetReader reader, string name, bool isList)
    {
        var field = reader.Schema.DataFields.FirstOrDefault(f => f.Path.FirstPart == name);
        var type = isList ? "list<int32>" : "int32";
        if (field is null || field.ClrType != typeof(int) || field.MaxRepetitionLevel != (isList ? 1 : 0))
        {
            throw new InputException(
                $"column '{name}' is {(field is null ? "missing" : "of another type")}; {type} is needed");
        }
        return field;
    }

    private static void CheckSize(long values, string name)
    {
        if (values is < 0 or > MaximumValues)
        {
            throw new InputException($"{name} declares {values} values; at most {MaximumValues} are allowed");
        }
    }

    /// <summary>Whatever a reader of a damaged file throws becomes one line about the file.</summary>
    private static T Guard<T>(string path, Func<Task<T>> read)
    {
        try
        {
            return read().GetAwaiter().GetResult();
        }
        catch (InputException error)
        {
            throw new InputException($"{path}: {error.Message}", error);
        }
        catch (Exception error)
        {
            throw new InputException($"{path}: not a whole Parquet file (truncated or damaged)", error);
        }
    }
}
