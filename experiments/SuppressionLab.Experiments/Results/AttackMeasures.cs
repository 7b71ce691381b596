using System.Globalization;
using SuppressionLab.Attacks;
using SuppressionLab.Experiments.Attacks;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Results;

/// <summary>The numbers by which attacks are summed up, in the order of the report.</summary>
internal static class AttackMeasures
{
    /// <summary>Label probability in context.</summary>
    public const string InContext = "in context";

    /// <summary>Relearning from suppressed documents.</summary>
    public const string Relearning = "relearning";

    /// <summary>Linear probes.</summary>
    public static AttackMeasure Probe { get; } = new(
        "probe", "accuracy of a linear probe for the component, the mean over layers",
        findings => MeanOf(AccuracyOf(findings, ProbeAttack.AttackName)));

    /// <summary>All measures.</summary>
    public static IReadOnlyList<AttackMeasure> All { get; } =
    [
        new(InContext, "probability of a suppressed label at the most shots", findings => findings.LabelAt(findings.MostShots)),
        new(Relearning, "probability of a suppressed label at the most shots while relearning on suppressed documents, its mean over the doses above 0",
            findings => MeanOf(RelearnedLabels(findings).Where(p => p.Dose > 0))),
        new("sampling", $"probability that one of {Attempts} documents written from the BOS alone is of a suppressed component",
            findings => CoverageOf(findings, SamplingAttack.Bos)),
        new("prompted sampling", $"the same of {Attempts} continuations of a suppressed document's beginning",
            findings => CoverageOf(findings, SamplingAttack.Beginnings)),
        Probe,
        new("neighbours", "accuracy of nearest neighbours on output distributions, the mean over beginnings",
            findings => MeanOf(AccuracyOf(findings, NeighbourAttack.AttackName))),
        new("prefix", "probability of a suppressed label at no shots behind the beginning of a suppressed document",
            findings => First(findings.Of(PrefixAttack.AttackName, PrefixAttack.SuppressedSnippet, AttackQuantities.LabelProbability)
                .Where(p => p.Component == AttackPoint.AllSuppressed))),
    ];

    /// <summary>How many documents repeated sampling may write.</summary>
    private const int Attempts = 16;

    /// <summary>The losses of relearning from suppressed documents, by growing dose.</summary>
    public static IReadOnlyList<AttackPoint> RelearningLosses(ModelFindings findings) =>
        findings.Of(RelearnAttack.AttackName, RelearnAttack.Suppressed, AttackQuantities.MeanNll)
            .Where(p => p.Component == AttackPoint.AllSuppressed).ToList();

    /// <summary>
    /// The label probabilities at the most shots, of the same doses. Unlike the losses they are bounded: a model that was driven
    /// far off does not outweigh its own way back.
    /// </summary>
    private static IReadOnlyList<AttackPoint> RelearnedLabels(ModelFindings findings) =>
        findings.Attacks.Where(p => p.Attack == RelearnAttack.AttackName && p.Series == RelearnAttack.Suppressed
                && p.Component == AttackPoint.AllSuppressed
                && p.Quantity.StartsWith(AttackQuantities.LabelProbability + "@", StringComparison.Ordinal))
            .GroupBy(p => p.Quantity).OrderBy(group => int.Parse(group.Key.Split('@')[1], CultureInfo.InvariantCulture))
            .LastOrDefault()?.OrderBy(p => p.Dose).ToList() ?? [];

    /// <summary>The steps of the same doses.</summary>
    public static IReadOnlyList<double> RelearningSteps(ModelFindings findings) =>
        findings.Of(RelearnAttack.AttackName, RelearnAttack.Suppressed, AttackQuantities.Steps)
            .Select(p => p.Value).ToList();

    private static Estimate? CoverageOf(ModelFindings findings, string series) =>
        First(findings.Of(SamplingAttack.AttackName, series, AttackQuantities.Coverage)
            .Where(p => p.Component == AttackPoint.AllSuppressed && p.Dose == Attempts));

    /// <summary>In telling all components apart, a point a dose.</summary>
    private static IEnumerable<AttackPoint> AccuracyOf(ModelFindings findings, string attack) =>
        findings.Of(attack, null, AttackQuantities.Accuracy).Where(p => p.Component == AttackPoint.AllComponents);

    private static Estimate? First(IEnumerable<AttackPoint> points) =>
        points.FirstOrDefault() is { } point ? new Estimate(point.Value, point.StandardError) : null;

    /// <summary>The mean over correlated points, with the mean of their errors: as if all moved together, on the careful side.</summary>
    private static Estimate? MeanOf(IEnumerable<AttackPoint> points)
    {
        var all = points.ToList();
        return all.Count == 0 ? null : new Estimate(all.Average(p => p.Value), all.Average(p => p.StandardError));
    }
}
