using SuppressionLab.Generators.Sampling;

namespace SuppressionLab.Generators.Tests.Sampling;

[TestClass]
public sealed class AliasRowsTests
{
    [TestMethod]
    public void Exact_zeros_are_never_drawn_and_everything_else_is()
    {
        double[] weights = [0, 0.1, 0, 1e-300, 0.3, 0.6 - 1e-300, 0, 0, 1e-12, 0];
        var rows = AliasRows.Single(weights);
        var drawn = new HashSet<int>();
        var columns = (ulong)weights.Length;
        for (var column = 0UL; column < columns; column++)
        {
            // The first and the last value of each cell, and values between.
            var first = (ulong)(((UInt128)column << 64) / columns);
            var last = (ulong)((((UInt128)(column + 1)) << 64) / columns) - 1;
            for (var step = 0UL; step <= 1000; step++)
            {
                var bits = first + ((last - first) / 1000 * step) + 1;
                drawn.Add(rows.Draw(0, bits));
                drawn.Add(rows.Draw(0, (uint)(bits >> 32)));
            }
            drawn.Add(rows.Draw(0, first + 1));
            drawn.Add(rows.Draw(0, last - 1));
        }
        foreach (var column in drawn)
        {
            Assert.IsGreaterThan(0, weights[column]);
        }
        foreach (var column in new[] { 1, 4, 5 })
        {
            Assert.Contains(column, drawn);
        }
    }

    [TestMethod]
    public void Shares_of_a_fine_grid_are_the_probabilities()
    {
        double[] weights = [0.05, 0.2, 0, 0.45, 0.3];
        var rows = AliasRows.Single(weights);
        const int grid = 1 << 20;
        var (wide, narrow) = (new int[5], new int[5]);
        for (var i = 0; i < grid; i++)
        {
            wide[rows.Draw(0, (ulong)i << 44)]++;
            narrow[rows.Draw(0, (uint)i << 12)]++;
        }
        for (var i = 0; i < 5; i++)
        {
            // Each column is made of at most ten intervals, each off by at most one grid point.
            Assert.AreEqual(weights[i], wide[i] / (double)grid, 10.0 / grid);
            Assert.AreEqual(weights[i], narrow[i] / (double)grid, 10.0 / grid);
        }
    }
}
