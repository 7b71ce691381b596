namespace SuppressionLab.Laws.Alignment;

/// <summary>
/// Which column of a task-probability matrix belongs to which task: the assignment of columns to rows with the largest
/// Σₜ ln P[t, column(t)], by the Hungarian method (Kuhn 1955, in the O(M³) form with potentials).
/// </summary>
public static class ColumnAlignment
{
    /// <summary>The column of each task.</summary>
    /// <param name="probabilities">P[t, m] in [0, 1]; [tasks, tasks].</param>
    /// <returns>For each task, the index of its column; a permutation.</returns>
    /// <exception cref="ArgumentException">The matrix is not square.</exception>
    public static int[] Align(double[,] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        var size = probabilities.GetLength(0);
        if (probabilities.GetLength(1) != size)
        {
            throw new ArgumentException("The matrix must be square.", nameof(probabilities));
        }
        var cost = new double[size, size];
        for (var t = 0; t < size; t++)
        {
            for (var m = 0; m < size; m++)
            {
                cost[t, m] = -Math.Log(Math.Max(probabilities[t, m], 1e-300));
            }
        }
        return Assign(cost);
    }

    /// <summary>The cheapest assignment of a column to each row.</summary>
    internal static int[] Assign(double[,] cost)
    {
        var size = cost.GetLength(0);
        var rowPotential = new double[size + 1];
        var columnPotential = new double[size + 1];
        var rowOf = new int[size + 1];
        Array.Fill(rowOf, -1);
        for (var row = 0; row < size; row++)
        {
            // Column `size` is a sentinel that holds the row being placed.
            rowOf[size] = row;
            Augment(cost, rowPotential, columnPotential, rowOf);
        }
        var columns = new int[size];
        for (var column = 0; column < size; column++)
        {
            columns[rowOf[column]] = column;
        }
        return columns;
    }

    private static void Augment(double[,] cost, double[] rowPotential, double[] columnPotential, int[] rowOf)
    {
        var size = cost.GetLength(0);
        var slack = new double[size];
        var previous = new int[size];
        var visited = new bool[size + 1];
        Array.Fill(slack, double.PositiveInfinity);
        var current = size;
        do
        {
            visited[current] = true;
            var row = rowOf[current];
            var next = -1;
            for (var column = 0; column < size; column++)
            {
                if (visited[column])
                {
                    continue;
                }
                var reduced = cost[row, column] - rowPotential[row] - columnPotential[column];
                if (reduced < slack[column])
                {
                    slack[column] = reduced;
                    previous[column] = current;
                }
                if (next < 0 || slack[column] < slack[next])
                {
                    next = column;
                }
            }
            Shift(slack[next], slack, visited, rowPotential, columnPotential, rowOf);
            current = next;
        }
        while (rowOf[current] >= 0);
        while (current != size)
        {
            rowOf[current] = rowOf[previous[current]];
            current = previous[current];
        }
        rowOf[size] = -1;
    }

    private static void Shift(
        double delta, double[] slack, bool[] visited, double[] rowPotential, double[] columnPotential, int[] rowOf)
    {
        for (var column = 0; column <= slack.Length; column++)
        {
            if (visited[column])
            {
                rowPotential[rowOf[column]] += delta;
                columnPotential[column] -= delta;
            }
            else if (column < slack.Length)
            {
                slack[column] -= delta;
            }
        }
    }
}
