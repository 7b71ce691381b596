using System.Globalization;
using System.Numerics;
using Parquet.Schema;
using SuppressionLab.Primitives.Parquet;

namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>Reads one column of a row group into a batch, whatever numeric type the file chose for it.</summary>
internal static class ParquetColumnReader
{
    private delegate void Reader(ParquetGroup group, DataField field, Cells cells);

    private static readonly Dictionary<Type, Reader> s_readers = new()
    {
        [typeof(ReadOnlyMemory<char>)] = (group, field, cells) => Fill<ReadOnlyMemory<char>>(group, field, cells, cells.Store),
        [typeof(double)] = (group, field, cells) => Fill<double>(group, field, cells, cells.Store),
        [typeof(float)] = (group, field, cells) => Fill<float>(group, field, cells, (row, value) => cells.Store(row, value)),
        [typeof(bool)] = (group, field, cells) => Fill<bool>(group, field, cells, cells.Store),
        [typeof(long)] = FillIntegers<long>,
        [typeof(int)] = FillIntegers<int>,
        [typeof(ulong)] = (group, field, cells) => Fill<ulong>(group, field, cells, cells.Store),
        [typeof(uint)] = FillIntegers<uint>,
        [typeof(short)] = FillIntegers<short>,
        [typeof(ushort)] = FillIntegers<ushort>,
        [typeof(sbyte)] = FillIntegers<sbyte>,
        [typeof(byte)] = FillIntegers<byte>,
    };

    /// <summary>Reads, converts and checks a column; an absent one is filled with its default.</summary>
    public static void Read(
        ParquetGroup group, DataField? field, TableColumn column, TableBatch batch, int index, Func<int, string> where)
    {
        if (field is null)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                batch.SetDefault(index, row, column);
            }
            return;
        }
        var type = Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
        if (!s_readers.TryGetValue(type, out var read))
        {
            throw column.Refuse(where(0), $"values of type {type.Name}");
        }
        read(group, field, new Cells(column, batch, index, where));
    }

    private static void FillIntegers<T>(ParquetGroup group, DataField field, Cells cells)
        where T : struct, IBinaryInteger<T> =>
        Fill<T>(group, field, cells, (row, value) => cells.Store(row, long.CreateChecked(value)));

    private static void Fill<T>(ParquetGroup group, DataField field, Cells cells, Action<int, T> store) where T : struct
    {
        if (!field.IsNullable)
        {
            var values = group.Read<T>(field);
            for (var row = 0; row < values.Length; row++)
            {
                store(row, values[row]);
            }
            return;
        }
        var nullable = group.ReadNullable<T>(field);
        for (var row = 0; row < nullable.Length; row++)
        {
            if (nullable[row] is { } value)
            {
                store(row, value);
            }
            else
            {
                cells.Miss(row);
            }
        }
    }

    /// <summary>One column of a batch, filled cell by cell with checks.</summary>
    private sealed class Cells(TableColumn column, TableBatch batch, int index, Func<int, string> where)
    {
        private string _lastText = "";

        public void Miss(int row)
        {
            if (column.Required)
            {
                throw column.RefuseMissing(where(row));
            }
            batch.SetDefault(index, row, column);
        }

        public void Store(int row, ReadOnlyMemory<char> text)
        {
            if (column.Kind != ColumnKind.Text)
            {
                Parse(row, text.Span.Trim());
                return;
            }
            // Neighbouring rows mostly repeat their labels: one string for all of them.
            if (!text.Span.SequenceEqual(_lastText))
            {
                _lastText = text.ToString();
            }
            batch.Texts(index)[row] = _lastText;
        }

        /// <summary>Columns of mixed types reach a file as texts: "True" beside "2500".</summary>
        private void Parse(int row, ReadOnlySpan<char> text)
        {
            if (text.IsEmpty)
            {
                Miss(row);
                return;
            }
            var stored = column.Kind switch
            {
                ColumnKind.Flag => TextCell.TryParseFlag(text, out batch.Flags(index)[row]),
                ColumnKind.Integer => TextCell.TryParseInteger(column, text, out batch.Integers(index)[row]),
                _ => TextCell.TryParseNumber(text, out batch.Numbers(index)[row]) && column.Accepts(batch.Numbers(index)[row]),
            };
            if (!stored)
            {
                throw column.Refuse(where(row), text.ToString());
            }
        }

        public void Store(int row, ulong value)
        {
            // Beyond 2⁶³ no column has a use for it, but the message should name the number.
            if (value > long.MaxValue)
            {
                throw column.Refuse(where(row), value.ToString(CultureInfo.InvariantCulture));
            }
            Store(row, (long)value);
        }

        public void Store(int row, double value)
        {
            if (column.Kind == ColumnKind.Number && column.Accepts(value))
            {
                batch.Numbers(index)[row] = value;
            }
            else if (column.Kind == ColumnKind.Integer && IntegerCell.TryConvert(value, out var whole) && column.Accepts(whole))
            {
                batch.Integers(index)[row] = whole;
            }
            else if (!column.Required && double.IsNaN(value) && column.Kind != ColumnKind.Flag)
            {
                batch.SetDefault(index, row, column);
            }
            else
            {
                throw column.Refuse(where(row), value.ToString(CultureInfo.InvariantCulture));
            }
        }

        public void Store(int row, long value)
        {
            switch (column.Kind)
            {
                case ColumnKind.Integer when column.Accepts(value): batch.Integers(index)[row] = value; break;
                case ColumnKind.Number when column.Accepts((double)value): batch.Numbers(index)[row] = value; break;
                case ColumnKind.Text: Store(row, value.ToString(CultureInfo.InvariantCulture).AsMemory()); break;
                case ColumnKind.Flag when value is 0 or 1: batch.Flags(index)[row] = value == 1; break;
                default: throw column.Refuse(where(row), value.ToString(CultureInfo.InvariantCulture));
            }
        }

        public void Store(int row, bool value)
        {
            switch (column.Kind)
            {
                case ColumnKind.Flag: batch.Flags(index)[row] = value; break;
                case ColumnKind.Integer when column.AllowsFlags: batch.Integers(index)[row] = value ? 1 : 0; break;
                default: throw column.Refuse(where(row), value ? "true" : "false");
            }
        }
    }
}
