using System.Globalization;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>A column of a table file: its name, what its cells hold, what is allowed and what a missing cell means.</summary>
internal sealed record TableColumn(string Name, ColumnKind Kind)
{
    /// <summary>Other names that readers take, in order of preference after <see cref="Name"/>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether each row must have a value; otherwise the defaults below stand in.</summary>
    public bool Required { get; init; }

    /// <summary>The value of a missing cell of a text column.</summary>
    public string DefaultText { get; init; } = "";

    /// <summary>The value of a missing cell of an integer column.</summary>
    public long DefaultInteger { get; init; }

    /// <summary>The value of a missing cell of a number column.</summary>
    public double DefaultNumber { get; init; } = double.NaN;

    /// <summary>The least value allowed.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest value allowed.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Whether a number may be NaN (not known).</summary>
    public bool AllowsNaN { get; init; }

    /// <summary>Whether a number may be infinite.</summary>
    public bool AllowsInfinity { get; init; }

    /// <summary>Whether True and False stand for 1 and 0 in an integer column, as in published files.</summary>
    public bool AllowsFlags { get; init; }

    /// <summary>Whether the integer must fit 32 bits.</summary>
    public bool Narrow { get; init; }

    /// <summary>Whether a number is acceptable here.</summary>
    public bool Accepts(double value) => double.IsNaN(value)
        ? AllowsNaN
        : value >= Minimum && value <= Maximum && (AllowsInfinity || !double.IsInfinity(value));

    /// <summary>Whether an integer is acceptable here.</summary>
    public bool Accepts(long value) =>
        value >= Minimum && value <= Maximum && (!Narrow || (value >= int.MinValue && value <= int.MaxValue));

    /// <summary>The error of a cell whose content is not acceptable.</summary>
    public InputException Refuse(string where, string content) =>
        new($"{where}, column {Name}: {Shorten(content)}; allowed: {Allowed()}");

    /// <summary>The error of a cell that is empty although the column is required.</summary>
    public InputException RefuseMissing(string where) => new($"{where}, column {Name}: no value; allowed: {Allowed()}");

    /// <summary>What is allowed, in words.</summary>
    public string Allowed()
    {
        var range = this switch
        {
            { Minimum: double.NegativeInfinity, Maximum: double.PositiveInfinity } => "",
            { Maximum: double.PositiveInfinity } => $" of at least {Format(Minimum)}",
            _ => $" in [{Format(Minimum)}, {Format(Maximum)}]",
        };
        return Kind switch
        {
            ColumnKind.Text => "a text",
            ColumnKind.Flag => "true or false",
            ColumnKind.Integer => (Narrow ? "a 32-bit integer" : "an integer") + range + (AllowsFlags ? ", true or false" : ""),
            _ => "a number" + range + (AllowsNaN ? " or NaN" : ""),
        };
    }

    private static string Format(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Shorten(string content)
    {
        var line = content.ReplaceLineEndings(" ");
        return line.Length <= 40 ? $"'{line}'" : $"'{line[..40]}…'";
    }
}
