using System.Globalization;
using SuppressionLab.Attacks;
using SuppressionLab.Experiments.Attacks;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>What the other attacks find, a map each: methods by dose, the controls among them.</summary>
internal sealed class AttackSection : IMethodSection
{
    private static readonly (string Attack, string Quantity, int Component, string Title, string DoseName, string Caption)[] Maps =
    [
        (SamplingAttack.AttackName, AttackQuantities.Coverage, AttackPoint.AllSuppressed, "Repeated sampling: coverage", "documents written",
            "The probability that at least one of so many samples is of a suppressed component, by the exact learner."),
        (ProbeAttack.AttackName, AttackQuantities.Accuracy, AttackPoint.AllComponents, "Linear probes by layer", "layer",
            "Accuracy in telling the component of a short document from pooled hidden states: 0 the embeddings, the last behind the "
            + "last norm. Words alone tell much of it: read against never-saw-it."),
        (NeighbourAttack.AttackName, AttackQuantities.Accuracy, AttackPoint.AllComponents, "Nearest neighbours on output distributions", "symbols read",
            "Accuracy in telling the component of a document from what the model expects next."),
        (PrefixAttack.AttackName, AttackQuantities.LabelProbability, AttackPoint.AllSuppressed, "Prefix variations", "shots",
            "The probability of a suppressed label behind each prefix, at the fewest and the most shots."),
    ];

    public Section? Build(RunResults results, MethodTable table)
    {
        var items = Maps.Where(map => results.Attacks.Any(p => p.Attack == map.Attack))
            .SelectMany(map => ItemsOf(results, map)).ToList();
        return items.Count == 0 ? null : new Section(
            "Attacks and probes",
            "Means over seeds; all models, the pretrained one and the controls among them, went through the same attacks with the same data. The values "
            + "with their errors are in `attacks.csv`.",
            items);
    }

    private static IEnumerable<IReportItem> ItemsOf(
        RunResults results, (string Attack, string Quantity, int Component, string Title, string DoseName, string Caption) map)
    {
        var points = results.Attacks.Where(p => p.Attack == map.Attack && p.Quantity == map.Quantity && p.Component == map.Component).ToList();
        var models = points.Select(p => p.Model).Distinct().ToList();
        foreach (var model in models)
        {
            var name = MethodTexts.Panel(results, model);
            yield return new HeatMapFigure(
                models.Count > 1 ? $"{map.Attack}-{models.IndexOf(model)}" : map.Attack,
                name.Length > 0 ? $"{map.Title}: {name}" : map.Title, map.Caption,
                new AxisOptions(map.DoseName), new AxisOptions("method"),
                [.. points.Where(p => p.Model == model).GroupBy(p => p.Series).Select(series => Panel(map.Attack, series.Key, [.. series]))])
            {
                ValueLabel = map.Quantity, Minimum = 0, Maximum = 1,
            };
        }
    }

    private static HeatMapPanel Panel(string attack, string series, List<AttackPoint> points)
    {
        var doses = Shown(attack, [.. points.Select(p => p.Dose).Distinct().Order()]);
        var rows = points.Select(p => (p.Method, p.Amount)).Distinct().ToList();
        var several = rows.GroupBy(row => row.Method).Any(group => group.Count() > 1);
        var values = new double[rows.Count, doses.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < doses.Count; column++)
            {
                values[row, column] = points
                    .Where(p => (p.Method, p.Amount) == rows[row] && p.Dose == doses[column]).Select(p => p.Value)
                    .DefaultIfEmpty(double.NaN).Average();
            }
        }
        return new HeatMapPanel(
            series,
            [.. rows.Select(row => row.Method == ModelReference.NoMethod ? "pretrained"
                : several ? string.Create(CultureInfo.InvariantCulture, $"{row.Method} {row.Amount:G3}") : row.Method)],
            [.. doses.Select(dose => dose.ToString("G4", CultureInfo.InvariantCulture))], values);
    }

    private static List<double> Shown(string attack, List<double> doses) =>
        attack == PrefixAttack.AttackName && doses.Count > 2 ? [doses[0], doses[^1]] : doses;
}
