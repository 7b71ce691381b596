using Parquet;
using Parquet.Schema;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Parquet;

namespace SuppressionLab.Generators.Files;

/// <summary>
/// Parquet files of token lists (list&lt;int32&gt;) and integers (int32), by column name. Row groups are written and
/// read one at a time. Optional integers are always written and read as missing where a file has no such column.
/// </summary>
internal sealed class ParquetTokenTable(string[] lists, string[] scalars, string[]? optionalScalars = null)
{
    private const int RowsPerGroup = 1 << 16;
    private const int ValuesPerGroup = 1 << 20;

    private string[] AllScalars { get; } = [.. scalars, .. optionalScalars ?? []];

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
            .Concat(AllScalars.Select(name => new DataField<int?>(name)));
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
            for (var i = 0; i < AllScalars.Length; i++)
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
        using var file = ParquetFile.Open(path);
        var listFields = lists.Select(name => Locate(file, name, isList: true)).ToArray();
        var scalarFields = AllScalars.Select(name => LocateScalar(file, name)).ToArray();
        foreach (var group in file.Groups())
        {
            var listColumns = listFields.Select(field => ReadLists(file, group, field)).ToArray();
            var scalarColumns = scalarFields
                .Select(field => field is null ? new int?[group.RowCount] : group.ReadNullable<int>(field)).ToArray();
            for (var row = 0; row < group.RowCount; row++)
            {
                yield return new TokenRow(
                    Array.ConvertAll(listColumns, column => column[row]),
                    Array.ConvertAll(scalarColumns, column => column[row]));
            }
        }
    }

    private DataField? LocateScalar(ParquetFile file, string name) =>
        scalars.Contains(name) || file.Schema.DataFields.Any(f => f.Path.FirstPart == name)
            ? Locate(file, name, isList: false)
            : null;

    private static DataField Locate(ParquetFile file, string name, bool isList)
    {
        var field = file.Schema.DataFields.FirstOrDefault(f => f.Path.FirstPart == name);
        var type = isList ? "list<int32>" : "int32";
        return field is not null && field.ClrType == typeof(int) && field.MaxRepetitionLevel == (isList ? 1 : 0)
            ? field
            : throw file.Refuse($"column '{name}' is {(field is null ? "missing" : "of another type")}; {type} is needed");
    }

    private static List<int[]> ReadLists(ParquetFile file, ParquetGroup group, DataField field)
    {
        var (values, definitions, repetitions) = group.ReadLists<int>(field);
        var rows = new List<int[]>(group.RowCount);
        var (first, taken) = (0, 0);
        for (var entry = 0; entry < definitions.Length; entry++)
        {
            if (entry > 0 && repetitions[entry] == 0)
            {
                rows.Add(values[first..taken]);
                first = taken;
            }
            if (definitions[entry] == field.MaxDefinitionLevel)
            {
                taken++;
            }
            else if (field.IsNullable && definitions[entry] == field.MaxDefinitionLevel - 1)
            {
                throw file.Refuse($"column '{field.Path}', row {rows.Count}: a missing token");
            }
        }
        if (definitions.Length > 0)
        {
            rows.Add(values[first..taken]);
        }
        return rows.Count == group.RowCount
            ? rows
            : throw file.Refuse($"column '{field.Path}' has {rows.Count} rows; {group.RowCount} are declared");
    }
}
