using SuppressionLab.Experiments.Results.Tables.Columns;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>Where a row came from: the last columns of every table.</summary>
internal sealed record RowProvenance
{
    /// <summary>The plan's name.</summary>
    public required string Plan { get; init; }

    /// <summary>The hash of the plan as it was run.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The key of the artefact that holds the row; null for what several made together.</summary>
    public required string? Stage { get; init; }

    /// <summary>The version of this software that made the artefact.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>The packages that it computed with.</summary>
    public required string Packages { get; init; }

    /// <summary>The root seed; null for what is taken over several.</summary>
    public required long? Seed { get; init; }

    /// <summary>The device of the plan's networks.</summary>
    public required string Device { get; init; }

    /// <summary>Wall time of making the artefact, in seconds; null as <see cref="Stage"/> is.</summary>
    public required double? WallSeconds { get; init; }

    /// <summary>Processor time of making it, in seconds, over all cores; null if it was not measured.</summary>
    public required double? CpuSeconds { get; init; }

    /// <summary>The names of the columns that differ from one run of a plan to the next on one machine.</summary>
    public static IReadOnlyList<string> Measured { get; } = ["wallSeconds", "cpuSeconds"];

    /// <summary>The columns.</summary>
    public static IEnumerable<TableColumn<TableRow<TRow>>> Columns<TRow>() => new ColumnList<TableRow<TRow>>()
        .Text("plan", "the plan's name", row => row.Provenance.Plan)
        .Text("planHash", "SHA-256 of the plan as it was run, overrides included", row => row.Provenance.PlanHash)
        .Text("stage", "the key of the artefact that holds the row", row => row.Provenance.Stage, "the row is of several artefacts")
        .Text("codeVersion", "the version and commit of suppressionlab that made it", row => row.Provenance.CodeVersion)
        .Text("packages", "the packages that its numbers come from, `NAME VERSION; NAME VERSION`; `environment` has all", row => row.Provenance.Packages)
        .Integer("seed", "the root seed", row => row.Provenance.Seed, nullWhen: "the row is over several seeds")
        .Text("device", "the device of the plan's networks: `cpu` or `cuda[:i]`", row => row.Provenance.Device)
        .Number("wallSeconds", "wall time of making the artefact; differs from run to run", row => row.Provenance.WallSeconds,
            "seconds", "the row is of several artefacts")
        .Number("cpuSeconds", "processor time of making the artefact, over all cores; differs from run to run",
            row => row.Provenance.CpuSeconds, "seconds", "the row is of several artefacts, or it was not measured");
}
