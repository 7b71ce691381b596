using System.Globalization;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Separability;

/// <summary>
/// Moves a mixture's components towards each other: every probability of component c, of its start and of its property
/// and entity transitions, becomes (1 − s)·centre + s·own, with one centre for all. At s = 1 the mixture is as it was, at
/// s = 0 all components are the same process, and below 1 every document that one can produce is possible under all.
/// What components share (memory, the entity transitions, the row out of the delimiter and the hazard) stays.
/// </summary>
/// <remarks>
/// The centre is the components' unweighted mean, but for one thing: in each row of property transitions the components'
/// most likely moves get one probability, their average in the mean (likelier moves of the mean join them). So a
/// component's most likely move stays its own at every s above 0, and with it the labels of in-context prompts: close
/// components still do different things, only less surely. The exception is a move whose probability is the same in all
/// components, such as a hazard above that average: it keeps its probability and may become the most likely.
/// </remarks>
public static class ComponentSeparation
{
    // Where components at s = 1 exclude each other's documents, their distance there is infinite and this is the end.
    private const double LargestBelowOne = 1 - 1e-9;
    private const double Tolerance = 5e-4;
    private const int MostSteps = 60;

    // The standard error of a distance is then 0.1 % of it on the mixtures of protocol §1 and §8.
    private static readonly ComponentDistanceOptions s_search = new() { Symbols = 256, Documents = 192 };

    /// <summary>The mixture at a separation.</summary>
    /// <param name="mixture">A factored mixture.</param>
    /// <param name="separation">s, in [0, 1].</param>
    /// <exception cref="InputException">The mixture is general, or s is out of range.</exception>
    public static HmmMixture Apply(HmmMixture mixture, double separation)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        CheckSeparation(separation);
        var components = Factored(mixture);
        var start = Mean([.. components.Select(c => Row(c.Start))]);
        var properties = Centre([.. components.Select(c => c.PropertyTransitions)]);
        var entities = Mean([.. components.Select(c => c.EntityTransitions)]);
        return new HmmMixture(
            mixture.VocabularySize,
            [
                .. components.Select(c => new FactoredComponent(
                    [.. Blend(start, Row(c.Start), separation).Cast<double>()],
                    Blend(properties, c.PropertyTransitions, separation),
                    Blend(entities, c.EntityTransitions, separation),
                    c.Memory)),
            ],
            mixture.Prior);
    }

    /// <summary>
    /// The mixture whose mean distance (<see cref="ComponentDistance.Mean"/>) is <paramref name="distance"/>: a search
    /// over s, each step measured on the same streams, so that equal arguments give equal bits. The true distance is
    /// within a few standard errors of the measurement, each about 0.1 %, of the one asked for.
    /// </summary>
    /// <param name="mixture">A factored mixture of two components or more.</param>
    /// <param name="distance">The distance in nats a symbol; at least 0.</param>
    /// <param name="key">The name of the streams that the search measures on.</param>
    /// <exception cref="InputException">
    /// The mixture is general or has one component, the distance is not a number of at least 0, or it is more than the
    /// mixture gives as it is; the message says how much that is.
    /// </exception>
    public static SeparatedMixture Reach(HmmMixture mixture, double distance, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        CheckDistance(distance);
        var components = Factored(mixture).Length;
        if (components < 2)
        {
            throw new InputException("components: 1; a distance needs at least 2");
        }
        SeparatedMixture At(double separation)
        {
            var separated = Apply(mixture, separation);
            return new SeparatedMixture(separated, separation, ComponentDistance.Measure(separated, s_search, key));
        }
        if (distance == 0)
        {
            return At(0);
        }
        var high = At(1);
        if (double.IsPositiveInfinity(high.Distance.Mean))
        {
            high = At(LargestBelowOne);
        }
        if (high.Distance.Mean < distance * (1 - Tolerance))
        {
            throw new InputException(
                $"distance: {Text(distance)} nats a symbol; this mixture's components are at most " +
                $"{Text(Math.Round(high.Distance.Mean, 6))} apart");
        }
        return Search(At, distance, high);
    }

    /// <summary>Refuses a separation out of range.</summary>
    internal static void CheckSeparation(double separation)
    {
        if (!(separation is >= 0 and <= 1))
        {
            throw new InputException($"separation: {Text(separation)}; allowed: a number in [0, 1]");
        }
    }

    /// <summary>Refuses a distance out of range.</summary>
    internal static void CheckDistance(double distance)
    {
        if (!(distance >= 0 && double.IsFinite(distance)))
        {
            throw new InputException($"distance: {Text(distance)}; allowed: a number of nats a symbol, at least 0");
        }
    }

    /// <summary>
    /// False position on ln s and ln distance, where the curve is nearly straight (distance grows as s² near 0), with a
    /// bisection every third step.
    /// </summary>
    private static SeparatedMixture Search(Func<double, SeparatedMixture> at, double distance, SeparatedMixture high)
    {
        SeparatedMixture? low = null;
        var best = high;
        for (var step = 0; step < MostSteps && Gap(best) > Tolerance; step++)
        {
            var (from, to) = (low?.Separation ?? 0, high.Separation);
            var slope = low is null ? 2 : Math.Log(high.Distance.Mean / low.Distance.Mean) / Math.Log(to / from);
            var guess = to * Math.Exp(Math.Log(distance / high.Distance.Mean) / slope);
            var middle = low is null ? Math.Min(to / 2, guess * 2) : (from + to) / 2;
            var next = at(step % 3 == 2 || !(guess > from && guess < to) ? middle : guess);
            best = Gap(next) < Gap(best) ? next : best;
            if (next.Distance.Mean < distance)
            {
                low = next.Distance.Mean > 0 ? next : low;
            }
            else
            {
                high = next;
            }
        }
        return best;

        double Gap(SeparatedMixture reached) => Math.Abs((reached.Distance.Mean / distance) - 1);
    }

    private static FactoredComponent[] Factored(HmmMixture mixture) => mixture.IsFactored
        ? [.. mixture.Components.Cast<FactoredComponent>()]
        : throw new InputException("separation: a factored (GINC) mixture is needed; this one is general");

    private static double[,] Row(IReadOnlyList<double> values)
    {
        var row = new double[1, values.Count];
        for (var i = 0; i < values.Count; i++)
        {
            row[0, i] = values[i];
        }
        return row;
    }

    private static double[,] Mean(double[][,] matrices) => Map(matrices[0], (row, column) =>
    {
        // Around the first: components that share an entry keep its bits.
        var (first, sum) = (matrices[0][row, column], 0.0);
        foreach (var matrix in matrices)
        {
            sum += matrix[row, column] - first;
        }
        return first + (sum / matrices.Length);
    });

    /// <summary>The mean, with the most likely moves of each row levelled.</summary>
    private static double[,] Centre(double[][,] matrices)
    {
        var centre = Mean(matrices);
        for (var row = 0; row < centre.GetLength(0); row++)
        {
            Level(centre, matrices, row);
        }
        return centre;
    }

    private static void Level(double[,] centre, double[][,] matrices, int row)
    {
        var columns = Enumerable.Range(0, centre.GetLength(1)).ToArray();
        var own = columns.Where(column => matrices.Any(matrix => matrix[row, column] != matrices[0][row, column])).ToList();
        // Where the most likely move is one that all share, nothing has to be kept.
        var moves = matrices.Select(matrix => columns.MaxBy(column => matrix[row, column])).Where(own.Contains).Distinct().ToList();
        if (moves.Count == 0)
        {
            return;
        }
        while (own.FindIndex(column => !moves.Contains(column) && centre[row, column] > Average(moves)) is >= 0 and var likelier)
        {
            moves.Add(own[likelier]);
        }
        var level = Average(moves);
        moves.ForEach(column => centre[row, column] = level);

        double Average(List<int> chosen) => chosen.Average(column => centre[row, column]);
    }

    private static double[,] Blend(double[,] centre, double[,] own, double separation) => Map(own, (row, column) =>
        separation == 1 ? own[row, column] : centre[row, column] + (separation * (own[row, column] - centre[row, column])));

    private static double[,] Map(double[,] like, Func<int, int, double> entry)
    {
        var result = new double[like.GetLength(0), like.GetLength(1)];
        for (var row = 0; row < result.GetLength(0); row++)
        {
            for (var column = 0; column < result.GetLength(1); column++)
            {
                result[row, column] = entry(row, column);
            }
        }
        return result;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
