using System.Globalization;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>Where a report's numbers come from: plan, code, packages, machine, and what they took.</summary>
internal static class ProvenanceSection
{
    private const int ShownOfHash = 8;
    private const int ShownOfCommit = 9;

    /// <summary>The section.</summary>
    public static Section Build(RunResults results) => new(
        "Provenance",
        "What the numbers come from, for whoever repeats them. The folder of this report holds each figure as SVG and PNG "
        + "(`figures`), each table as CSV and LaTeX (`report-tables`), and the rows below them with the provenance of each (`tables`).",
        [
            new Table(
                "provenance", "Plan, code and machine", "", [new TableColumn("what"), new TableColumn("value")],
                [.. Facts(results).Select(fact => (IReadOnlyList<Cell>)[fact.Name, fact.Value])]),
            Times(results),
            Packages(results.Provenance),
        ]);

    /// <summary>The plan and the code in a few words.</summary>
    public static string Stamp(Provenance provenance) =>
        $"plan {provenance.Plan} {provenance.PlanHash[..ShownOfHash]} · suppressionlab {string.Join(", ", provenance.CodeVersions.Select(Short))}";

    /// <summary>Names and values of what a run's numbers come from.</summary>
    public static IEnumerable<(string Name, string Value)> Facts(RunResults results)
    {
        var provenance = results.Provenance;
        return
        [
            ("plan", provenance.Plan), ("plan hash", provenance.PlanHash),
            ("suppressionlab", string.Join(", ", provenance.CodeVersions)),
            .. Environment(results, "runtime", "system", "architecture", "processors"),
            ("machine", string.Join(", ", provenance.Machines)),
            ("device", provenance.Device), ("torch threads", Texts.Count(provenance.TorchThreads)),
            ("seeds", string.Join(", ", provenance.Seeds)),
            ("wall time", Time(provenance.WallSeconds)), ("processor time", Time(provenance.CpuSeconds)),
            ("completed", results.Manifests.Max(item => item.Manifest.CompletedUtc).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
        ];
    }

    private static IEnumerable<(string, string)> Environment(RunResults results, params string[] names) => names.Select(name =>
        (name, string.Join(", ", results.Manifests.Select(item => item.Manifest.Environment.GetValueOrDefault(name)).OfType<string>().Distinct())));

    private static Table Times(RunResults results) => new(
        "times", "What it took, by kind of stage",
        "Of the attempts that made the artefacts, added up over stages, also where they ran side by side. An artefact that another run made "
        + "counts with what it took then.",
        [
            new TableColumn("kind"), Right("stages"), Right("wall time", "s"), Right("processor time", "s"), Right("attempts"),
        ],
        [
            .. results.Manifests.GroupBy(item => item.Stage.Kind).OrderByDescending(kind => kind.Sum(item => item.Manifest.Cost.WallSeconds))
                .Select(kind => Row(kind.Key, [.. kind.Select(item => item.Manifest.Cost)])),
            Row("all", [.. results.Manifests.Select(item => item.Manifest.Cost)]),
        ]);

    private static IReadOnlyList<Cell> Row(string kind, List<Store.StageCost> costs) =>
    [
        Cell.Text(kind) with { Strong = kind == "all" }, Cell.Number(costs.Count), Cell.Number(costs.Sum(cost => cost.WallSeconds), "#,0.0"),
        Cell.Number(costs.Sum(cost => cost.CpuSeconds), "#,0.0"), Cell.Number(costs.Sum(cost => cost.Attempts)),
    ];

    private static Table Packages(Provenance provenance) => new(
        "packages", "Packages", provenance.Packages.Count > 1 ? "More than one build made these artefacts." : "",
        [new TableColumn("package"), new TableColumn("version")],
        [
            .. provenance.Packages.SelectMany(list => list.Split("; ", StringSplitOptions.RemoveEmptyEntries)).Distinct()
                .Select(package => package.Split(' ', 2)).Select(parts => (IReadOnlyList<Cell>)[parts[0], parts.Length > 1 ? parts[1] : ""]),
        ])
    { IsFolded = true };

    /// <summary>The version with the commit shortened.</summary>
    private static string Short(string version)
    {
        var plus = version.IndexOf('+');
        return plus < 0 || version.Length <= plus + 1 + ShownOfCommit ? version : version[..(plus + 1 + ShownOfCommit)];
    }

    private static string Time(double seconds) => seconds < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s")
        : seconds < 7200
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.0} min")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h");

    private static TableColumn Right(string name, string unit = "") => new(name, ColumnAlignment.Right) { Unit = unit };
}
