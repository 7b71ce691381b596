namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>The columns that every table of scores starts with, and builders of the rest.</summary>
internal static class CommonColumns
{
    /// <summary>model, method, amount, amountUnit, step, seed, k, component: places 0 to 7.</summary>
    public static IReadOnlyList<TableColumn> Run { get; } =
    [
        new("model", ColumnKind.Text) { Aliases = ["layers"], DefaultText = "model" },
        new("method", ColumnKind.Text) { DefaultText = "none" },
        new("amount", ColumnKind.Number) { Aliases = ["sft_amount"], DefaultNumber = 0, Minimum = 0 },
        new("amountUnit", ColumnKind.Text) { DefaultText = "documents" },
        new("step", ColumnKind.Integer) { Aliases = ["sft"], Minimum = 0, AllowsFlags = true },
        new("seed", ColumnKind.Integer),
        Index("k", required: false),
        Index("component") with { Aliases = ["hmm"] },
    ];

    /// <summary>A 32-bit index or count from 0.</summary>
    public static TableColumn Index(string name, bool required = true) =>
        new(name, ColumnKind.Integer) { Required = required, Minimum = 0, Narrow = true };

    /// <summary>A probability that must be there.</summary>
    public static TableColumn Probability(string name) =>
        new(name, ColumnKind.Number) { Required = true, Minimum = 0, Maximum = 1 };

    /// <summary>A probability that may be unknown.</summary>
    public static TableColumn OptionalProbability(string name) =>
        new(name, ColumnKind.Number) { Minimum = 0, Maximum = 1, AllowsNaN = true };
}
