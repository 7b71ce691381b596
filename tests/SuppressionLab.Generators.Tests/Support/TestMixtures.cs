using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Tests.Support;

internal static class TestMixtures
{
    /// <summary>3 components of 2 × 3 states and 4 symbols: few enough states to sum over all paths.</summary>
    public static HmmMixture Tiny(ulong seed = 1) => GincMixture.Draw(
        new GincOptions
        {
            Components = 3,
            Entities = 2,
            Properties = 3,
            VocabularySize = 4,
            PropertyTemperature = 0.3,
            EntityTemperature = 0.5,
            StartTemperature = 0.5,
            Prior = [0.5, 0.3, 0.2],
        },
        seed);

    /// <summary>The published sizes.</summary>
    public static HmmMixture Ginc(ulong seed = 1) => GincMixture.Draw(new GincOptions(), seed);

    /// <summary>Two components of 4 states that each emit several of 5 symbols, with some zeros.</summary>
    public static HmmMixture General(ulong seed = 1)
    {
        var stream = RandomKey.FromSeed(seed).Derive("general-test-mixture").Open();
        var components = Enumerable.Range(0, 2).Select(_ => new GeneralComponent(
            Row(Rows(stream, 1, 4), 0), Rows(stream, 4, 4), Rows(stream, 4, 5)));
        return new HmmMixture(5, [.. components], [0.6, 0.4]);
    }

    /// <summary>The same mixture with its matrices written out.</summary>
    public static HmmMixture Dense(HmmMixture mixture) => new(
        mixture.VocabularySize,
        [.. mixture.Components.Cast<FactoredComponent>().Select(c => c.ToGeneral(mixture.VocabularySize))],
        mixture.Prior);

    public static double[] Row(double[,] matrix, int row) =>
        [.. Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix[row, column])];

    private static double[,] Rows(RandomStream stream, int rows, int columns)
    {
        var result = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            var weights = Enumerable.Range(0, columns)
                .Select(column => (row + column) % 4 == 3 ? 0 : 0.1 + stream.NextDouble()).ToArray();
            for (var column = 0; column < columns; column++)
            {
                result[row, column] = weights[column] / weights.Sum();
            }
        }
        return result;
    }
}
