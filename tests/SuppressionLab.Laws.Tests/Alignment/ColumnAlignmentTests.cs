using SuppressionLab.Laws.Alignment;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Alignment;

[TestClass]
public sealed class ColumnAlignmentTests
{
    [TestMethod]
    public void Assignment_agrees_with_the_best_of_all_permutations()
    {
        var stream = RandomKey.FromSeed(4).Open();
        for (var draw = 0; draw < 200; draw++)
        {
            var size = 1 + (draw % 6);
            var cost = new double[size, size];
            for (var i = 0; i < size * size; i++)
            {
                cost[i / size, i % size] = stream.NextGaussian();
            }
            var best = Permutations(size).Min(columns => Total(cost, columns));
            Assert.AreEqual(best, Total(cost, ColumnAlignment.Assign(cost)), 1e-12);
        }
    }

    [TestMethod]
    public void Permuted_columns_of_the_original_law_come_back_with_the_same_curves()
    {
        var law = new OriginalBayesianLaw();
        var stream = RandomKey.FromSeed(5).Open();
        var natural = SimulatedCurves.RandomParameters(law, 5, stream);
        var order = stream.Permutation(5);
        var permuted = (double[])natural.Clone();
        for (var m = 0; m < 5; m++)
        {
            permuted[m] = natural[order[m]];
            for (var t = 0; t < 5; t++)
            {
                permuted[6 + (5 * t) + m] = natural[6 + (5 * t) + order[m]];
            }
        }
        var coordinates = law.ToCoordinates(5, permuted);
        var before = law.Evaluate(5, 2, coordinates, [0, 3, 50]);
        law.Canonicalise(5, coordinates);
        var back = law.ToNatural(5, coordinates);
        for (var i = 0; i < natural.Length; i++)
        {
            // The random P's diagonal is the largest of its row, so the natural order is the aligned one.
            Assert.AreEqual(natural[i], back[i], 1e-12);
        }
        var after = law.Evaluate(5, 2, coordinates, [0, 3, 50]);
        for (var i = 0; i < 3; i++)
        {
            Assert.AreEqual(before[i], after[i], 1e-12);
        }
    }

    private static double Total(double[,] cost, int[] columns) => columns.Select((column, row) => cost[row, column]).Sum();

    private static IEnumerable<int[]> Permutations(int size) => size == 0
        ? [[]]
        : from rest in Permutations(size - 1)
          from at in Enumerable.Range(0, size)
          select rest.Take(at).Append(size - 1).Concat(rest.Skip(at)).ToArray();
}
