using System.Globalization;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Sections;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Comparisons;

/// <summary>The report of two runs side by side.</summary>
internal static class ComparisonReport
{
    private const int Named = 3;

    /// <summary>Builds the report.</summary>
    /// <exception cref="InputException">The runs have no model in common.</exception>
    public static Report Build(RunPair pair)
    {
        if (pair.Models.Both.Count == 0)
        {
            throw new InputException(
                $"{pair.FirstName} and {pair.SecondName} have nothing in common: no network, method, amount, seed and example length is in both");
        }
        var differences = new DifferenceList(pair);
        return new Report(
            $"Two runs compared: {pair.FirstName} and {pair.SecondName}",
            $"Differences are {pair.SecondName} − {pair.FirstName}.",
            [OfDifferences(pair, [.. differences.All]), .. Verdicts(pair.First, pair.FirstName), .. Verdicts(pair.Second, pair.SecondName)],
            [
                new Section("Curves of both", "How probable the label of a suppressed behaviour is after n of its examples, in both runs.", [ComparisonCurves.Of(pair)]),
                .. Differences(pair, differences), Plans(pair), Unpaired(pair), Provenance(pair),
            ],
            [])
        {
            Stamp = $"{pair.FirstName}: {ProvenanceSection.Stamp(pair.First.Provenance)} · {pair.SecondName}: {ProvenanceSection.Stamp(pair.Second.Provenance)}",
        };
    }

    /// <summary>How many differences stand, and the clearest.</summary>
    private static Verdict OfDifferences(RunPair pair, List<Difference> all)
    {
        var standing = all.Where(difference => difference.Stands)
            .OrderByDescending(difference => Math.Abs(difference.Change.Value) / difference.Change.StandardError).ToList();
        var chance = string.Create(CultureInfo.InvariantCulture, $"Of {all.Count}, about {all.Count * 0.05:0.#} would by chance alone.");
        return standing.Count == 0
            ? new Verdict("Nothing that was measured of both runs differs beyond its 95 % interval.", $"{all.Count} differences were looked at.")
            : new Verdict(
                $"{standing.Count} of {all.Count} differences between {pair.FirstName} and {pair.SecondName} lie beyond their 95 % intervals.",
                $"The clearest: {string.Join("; ", standing.Take(Named).Select(Sentence))}. {chance}");
    }

    private static string Sentence(Difference difference) =>
        $"{difference.Model}, {difference.Quantity}: {Number(difference.First.Value)} → {Number(difference.Second.Value)}, "
        + $"difference {Texts.Reading(difference.Interval, "0.000").Replace('-', '−')}";

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>What each run says of itself, first things first.</summary>
    private static IEnumerable<Verdict> Verdicts(RunResults results, string name) => ReportBuilder.Build(results).Verdicts.Take(2)
        .Select(verdict => verdict with { Headline = $"{name}: {verdict.Headline}" });

    private static IEnumerable<Section> Differences(RunPair pair, DifferenceList list)
    {
        const string Paired = "Paired by network, method, amount, seed and example length; errors within seeds are taken as independent, which is on the careful side where runs share prompts. Strong: the interval leaves 0 out.";
        if (list.Labels.Count > 0)
        {
            yield return new Section("Label probability", "The probability of a suppressed label, at no examples and at the most that both runs have.",
                [ToTable(pair, list.Labels, "label-differences", "Label probability in both runs", Paired, "shots")]);
        }
        if (list.Damages.Count > 0)
        {
            yield return new Section("Damage", "The rise of the loss of kept documents, nats a token.",
                [ToTable(pair, list.Damages, "damage-differences", "Damage in both runs", Paired, null)]);
        }
        if (list.Priors.Count > 0)
        {
            yield return new Section("Prior shift", "The change of the suppressed components' log-odds under the joint fits, in nats.",
                [ToTable(pair, list.Priors, "prior-differences", "Prior shift in both runs", Paired, null)]);
        }
        if (list.Residues.Count > 0)
        {
            yield return new Section("What attacks still find", "0: as little as in a model that never saw the behaviour; 1: as much as before suppression.",
                [ToTable(pair, list.Residues, "residue-differences", "Residues in both runs", Paired, "attack")]);
        }
    }

    private static Table ToTable(RunPair pair, IReadOnlyList<Difference> differences, string id, string title, string caption, string? quantity) => new(
        id, title, caption,
        [
            new TableColumn("model"), .. quantity is null ? Array.Empty<TableColumn>() : [new TableColumn(quantity)],
            Right(pair.FirstName), Right(pair.SecondName), Right("difference", "95 % interval"), Right("seeds"),
        ],
        [
            .. differences.Select(difference => (IReadOnlyList<Cell>)
            [
                difference.Model, .. quantity is null ? Array.Empty<Cell>() : [Cell.Text(difference.Quantity)],
                ToCell(difference.First), ToCell(difference.Second),
                Cell.Interval(difference.Interval.Value, difference.Interval.Low, difference.Interval.High, "0.000") with { Strong = difference.Stands },
                Cell.Number(difference.Seeds),
            ]),
        ]);

    private static Section Plans(RunPair pair)
    {
        var rows = PlanDifferences.Of(pair.First.Plan, pair.Second.Plan);
        return new Section(
            "What the plans say", rows.Count == 0 ? "Both runs have the same plan." : "The fields in which the plans differ.",
            rows.Count == 0 ? [] :
            [
                new Table(
                    "plan-differences", "Fields that differ", "A dash: the plan does not have it.",
                    [new TableColumn("field"), new TableColumn(pair.FirstName), new TableColumn(pair.SecondName)],
                    [.. rows.Select(row => (IReadOnlyList<Cell>)[row.Field, row.First, row.Second])]),
            ]);
    }

    private static Section Unpaired(RunPair pair)
    {
        var rows = pair.Models.FirstOnly.Select(key => (Key: key, Run: pair.FirstName))
            .Concat(pair.Models.SecondOnly.Select(key => (Key: key, Run: pair.SecondName)))
            .GroupBy(row => (row.Run, row.Key.Name)).ToList();
        return new Section(
            "What only one run has", rows.Count == 0 ? "Every model of one run is in the other." : "These are left out above.",
            rows.Count == 0 ? [] :
            [
                new Table(
                    "unpaired", "Models without a counterpart", "",
                    [new TableColumn("model"), new TableColumn("run"), new TableColumn("k"), new TableColumn("seeds")],
                    [
                        .. rows.Select(group => (IReadOnlyList<Cell>)
                        [
                            group.Key.Name, group.Key.Run, string.Join(", ", group.Select(row => row.Key.K).Distinct().Order()),
                            string.Join(", ", group.Select(row => row.Key.Seed).Distinct().Order()),
                        ]),
                    ]),
            ]);
    }

    private static Section Provenance(RunPair pair) => new(
        "Provenance", "What the numbers of both runs come from.",
        [
            new Table(
                "provenance", "Plan, code and machine of both", "", [new TableColumn("what"), new TableColumn(pair.FirstName), new TableColumn(pair.SecondName)],
                [
                    .. ProvenanceSection.Facts(pair.First).Zip(ProvenanceSection.Facts(pair.Second))
                        .Select(facts => (IReadOnlyList<Cell>)[facts.First.Name, facts.First.Value, facts.Second.Value]),
                ]),
        ]);

    private static Cell ToCell(Estimate estimate) => Cell.Estimate(estimate.Value, estimate.StandardError, "0.000");

    private static TableColumn Right(string name, string unit = "") => new(name, ColumnAlignment.Right) { Unit = unit };
}
