namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>Some consecutive rows of a table, column by column; the unit in which files are read and written.</summary>
internal sealed class TableBatch
{
    private readonly Array[] _cells;

    /// <summary>Creates an empty batch.</summary>
    public TableBatch(IReadOnlyList<TableColumn> columns, int capacity)
    {
        Capacity = capacity;
        _cells = [.. columns.Select(column => NewCells(column.Kind, capacity))];
    }

    /// <summary>How many rows fit.</summary>
    public int Capacity { get; }

    /// <summary>How many rows are filled.</summary>
    public int Count { get; set; }

    public string[] Texts(int column) => (string[])_cells[column];

    public long[] Integers(int column) => (long[])_cells[column];

    public double[] Numbers(int column) => (double[])_cells[column];

    public bool[] Flags(int column) => (bool[])_cells[column];

    /// <summary>Writes the default of a column that may miss into one cell.</summary>
    public void SetDefault(int column, int row, TableColumn specification)
    {
        switch (specification.Kind)
        {
            case ColumnKind.Text: Texts(column)[row] = specification.DefaultText; break;
            case ColumnKind.Integer: Integers(column)[row] = specification.DefaultInteger; break;
            case ColumnKind.Number: Numbers(column)[row] = specification.DefaultNumber; break;
            default: Flags(column)[row] = false; break;
        }
    }

    private static Array NewCells(ColumnKind kind, int capacity) => kind switch
    {
        ColumnKind.Text => new string[capacity],
        ColumnKind.Integer => new long[capacity],
        ColumnKind.Number => new double[capacity],
        _ => new bool[capacity],
    };
}
