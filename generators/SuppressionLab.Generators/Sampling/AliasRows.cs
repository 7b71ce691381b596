using System.Runtime.CompilerServices;

namespace SuppressionLab.Generators.Sampling;

/// <summary>
/// Alias tables (Walker 1977, Vose 1991), one a row: a draw costs one multiplication and one comparison whatever the
/// row's length. A column of probability exactly 0 is never drawn: its own threshold is 0 and no alias points to it.
/// </summary>
internal sealed class AliasRows
{
    private readonly int _columns;
    private readonly ulong[] _thresholds;
    private readonly int[] _aliases;

    /// <summary>Builds a table for each row; rows are scaled to sum to 1 exactly.</summary>
    public AliasRows(double[,] rows)
    {
        _columns = rows.GetLength(1);
        _thresholds = new ulong[rows.Length];
        _aliases = new int[rows.Length];
        var scaled = new double[_columns];
        for (var row = 0; row < rows.GetLength(0); row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                scaled[column] = rows[row, column];
            }
            BuildRow(scaled, row * _columns);
        }
    }

    /// <summary>Builds one table.</summary>
    public static AliasRows Single(IReadOnlyList<double> probabilities)
    {
        var row = new double[1, probabilities.Count];
        for (var i = 0; i < probabilities.Count; i++)
        {
            row[0, i] = probabilities[i];
        }
        return new AliasRows(row);
    }

    /// <summary>
    /// A column of a row from 64 uniform bits; probabilities are exact to 2⁻⁶⁴ times the row's length.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Draw(int row, ulong bits)
    {
        var column = (int)Math.BigMul(bits, (ulong)_columns, out var fraction);
        var cell = (row * _columns) + column;
        return fraction < _thresholds[cell] ? column : _aliases[cell];
    }

    /// <summary>
    /// A column of a row from 32 uniform bits; probabilities are exact to 2⁻³² times the row's length.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Draw(int row, uint bits)
    {
        var product = bits * (ulong)_columns;
        var column = (int)(product >> 32);
        var cell = (row * _columns) + column;
        var alias = _aliases[cell];
        // No branch: half of such comparisons would be mispredicted. The mask is −1 where the column itself is drawn.
        var mask = (int)(((long)(product & uint.MaxValue) - (long)(_thresholds[cell] >> 32)) >> 63);
        return alias ^ ((alias ^ column) & mask);
    }

    private void BuildRow(double[] scaled, int offset)
    {
        var total = scaled.Sum();
        var heaviest = 0;
        for (var i = 0; i < scaled.Length; i++)
        {
            heaviest = scaled[i] > scaled[heaviest] ? i : heaviest;
            scaled[i] *= scaled.Length / total;
        }
        var small = new Stack<int>(Enumerable.Range(0, scaled.Length).Where(i => scaled[i] < 1));
        var large = new Stack<int>(Enumerable.Range(0, scaled.Length).Where(i => scaled[i] >= 1));
        while (small.Count > 0 && large.Count > 0)
        {
            var little = small.Pop();
            var donor = large.Peek();
            _thresholds[offset + little] = (ulong)Math.ScaleB(scaled[little], 64);
            _aliases[offset + little] = donor;
            scaled[donor] -= 1 - scaled[little];
            if (scaled[donor] < 1)
            {
                small.Push(large.Pop());
            }
        }
        foreach (var rest in small.Concat(large))
        {
            // What is left holds probability 1/n but for rounding; a zero could be among it only by rounding.
            _aliases[offset + rest] = scaled[rest] > 0 ? rest : heaviest;
        }
    }
}
