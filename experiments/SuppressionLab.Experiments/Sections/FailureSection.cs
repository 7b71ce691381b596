using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>What a run could not make, and what its report is without because of that.</summary>
internal static class FailureSection
{
    /// <summary>The verdict that says so among the others; null if nothing failed.</summary>
    public static Verdict? Verdict(RunResults results) => results.Failures.Stages.Count == 0 ? null : new Verdict(
        $"{Stages(results)} failed: this report shows what is left.",
        $"Missing: {string.Join("; ", results.Failures.Cells)}.", Tone.Bad);

    /// <summary>The section; null if nothing failed.</summary>
    public static Section? Build(RunResults results) => results.Failures.Stages.Count == 0 ? null : new Section(
        "What failed",
        $"{Stages(results)} could not be made; what needs them is left out, everything else is as it would be without them. "
        + "The same command tries them again.",
        [
            new Table(
                "failures", "Stages that failed", "Cells: the networks, methods and seeds that are missing because of it.",
                [
                    new TableColumn("stage"), new TableColumn("missing cells"), new TableColumn("cause"), new TableColumn("reason"),
                    new TableColumn("attempts", ColumnAlignment.Right),
                ],
                [
                    .. results.Failures.Stages.Select(failure => (IReadOnlyList<Cell>)
                    [
                        failure.Title, string.Join("; ", failure.Cells), failure.Cause, failure.Reason, Cell.Number(failure.Attempts),
                    ]),
                ]),
        ]);

    private static string Stages(RunResults results) =>
        results.Failures.Stages.Count == 1 ? "One stage" : $"{results.Failures.Stages.Count} stages";
}
