using SuppressionLab.Attacks;
using SuppressionLab.Experiments.Attacks;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>How often models must be asked: coverage of one sample and of many, and the samples to half by the coverage law.</summary>
internal sealed class SamplingSection : IMethodSection
{
    public Section? Build(RunResults results, MethodTable table)
    {
        var points = results.Attacks.Where(p => p.Attack == SamplingAttack.AttackName).ToList();
        return points.Count == 0 ? null : new Section(
            "How often one must ask",
            "A model writes a document again and again; a sample succeeds where the exact learner finds a suppressed component in "
            + "it that explains it. `bos` starts from nothing; `beginnings` from the first symbols of suppressed documents. The coverage "
            + "law (failures Beta-distributed over prompts, Levi et al. 2024, arXiv 2410.16377) says after how many samples half of "
            + "the prompts have succeeded.",
            [.. points.GroupBy(p => p.Series).Select(series => ToTable(results, series.Key, [.. series]))]);
    }

    private static Table ToTable(RunResults results, string series, List<AttackPoint> points) => new(
        Texts.Id($"samples-to-half-{series}"), $"Samples to half coverage: {series}",
        $"Means over seeds, ± {MethodTexts.Errors(results)}. Samples to half: the median over seeds, with the widest of the seeds' 95 % "
        + "intervals (bootstrap over prompts); ∞: the law says never. One prompt alone (`bos`) has no spread over prompts, so that "
        + "its law is that of independent samples.",
        [
            new TableColumn("method"), new TableColumn("one sample succeeds", ColumnAlignment.Right),
            new TableColumn("law's A", ColumnAlignment.Right), new TableColumn("samples to half", ColumnAlignment.Right),
        ],
        [.. points.GroupBy(p => (p.Model, p.Method, p.Amount)).Select(group => Row(results, group.Key, [.. group]))]);

    private static IReadOnlyList<Cell> Row(RunResults results, (string Model, string Method, double Amount) model, List<AttackPoint> points)
    {
        var single = Estimate.OverSeeds([.. points.Where(p => p.Quantity == AttackQuantities.Coverage && p.Dose == 1)
            .Select(p => new Estimate(p.Value, p.StandardError))]);
        var name = model.Method == ModelReference.NoMethod ? "pretrained" : model.Method;
        var several = results.Plan.Suppression.Amounts.Count(amount => amount > 0) > 1 && model.Amount > 0;
        return
        [
            Cell.Text(string.Join(" · ", new[]
            {
                MethodTexts.Panel(results, model.Model), several ? $"{name} {results.Plan.Suppression.AmountUnit.Format(model.Amount)}" : name,
            }.Where(part => part.Length > 0))),
            Cell.Estimate(single.Value, single.StandardError, "0.0000"),
            Cell.Number(Values(points, AttackQuantities.CoverageLawA).DefaultIfEmpty(double.NaN).Average(), "0.00"),
            Cell.Interval(
                Median(Values(points, AttackQuantities.SamplesToHalf)),
                Values(points, AttackQuantities.SamplesToHalfLow).DefaultIfEmpty(double.NaN).Min(),
                Values(points, AttackQuantities.SamplesToHalfHigh).DefaultIfEmpty(double.NaN).Max(), "0.#"),
        ];
    }

    private static List<double> Values(List<AttackPoint> points, string quantity) =>
        [.. points.Where(p => p.Quantity == quantity).Select(p => p.Value).Order()];

    private static double Median(List<double> values) => values.Count == 0 ? double.NaN : values[values.Count / 2];
}
