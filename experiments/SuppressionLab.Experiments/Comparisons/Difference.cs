using SuppressionLab.Experiments.Results;

namespace SuppressionLab.Experiments.Comparisons;

/// <summary>One quantity of one model in two runs, over the seeds that both have.</summary>
/// <param name="Quantity">What it is.</param>
/// <param name="Model">Which model.</param>
/// <param name="First">In the first run: the mean over seeds.</param>
/// <param name="Second">In the second run.</param>
/// <param name="Change">Second − first: the mean of the seeds' differences.</param>
/// <param name="Seeds">How many seeds.</param>
internal sealed record Difference(string Quantity, string Model, Estimate First, Estimate Second, Estimate Change, int Seeds)
{
    /// <summary>
    /// The difference with its 95 % interval: Student's over several seeds, the normal one within a single seed; never narrower
    /// than the errors within seeds make it.
    /// </summary>
    public Reading Interval
    {
        get
        {
            var half = Significance.Factor(Seeds) * Change.StandardError;
            return new Reading(Change.Value, Change.Value - half, Change.Value + half);
        }
    }

    /// <summary>Whether the interval leaves 0 out.</summary>
    public bool Stands => Interval is { } interval && (interval.Low > 0 || interval.High < 0);

    /// <summary>
    /// Pairs the seeds of both runs. Errors within a seed are taken as independent: runs of one seed may share prompts and
    /// documents, and the interval is then on the careful side.
    /// </summary>
    /// <returns>Null where there is no seed of which both know the quantity.</returns>
    public static Difference? Of(string quantity, string model, IEnumerable<(Estimate First, Estimate Second)> seeds)
    {
        var known = seeds.Where(pair => double.IsFinite(pair.First.Value) && double.IsFinite(pair.Second.Value)).ToList();
        return known.Count == 0 ? null : new Difference(
            quantity, model,
            Significance.OverSeeds([.. known.Select(pair => pair.First)]), Significance.OverSeeds([.. known.Select(pair => pair.Second)]),
            Significance.OverSeeds([.. known.Select(pair => new Estimate(
                pair.Second.Value - pair.First.Value, Hypotenuse(pair.First.StandardError, pair.Second.StandardError)))]),
            known.Count);
    }

    private static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
