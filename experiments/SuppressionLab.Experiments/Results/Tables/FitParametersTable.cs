using System.Globalization;
using SuppressionLab.Experiments.Results.Tables.Columns;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>The parameters of the law fits.</summary>
internal sealed class FitParametersTable : ResultTable<FitParametersTable.Parameter>
{
    public override string Name => "fit-parameters";

    public override string Row => "one natural parameter of one fit; the columns up to `task` name the fit as in `fits`";

    protected override ColumnList<TableRow<Parameter>> Define(ColumnList<TableRow<Parameter>> columns) =>
        FitColumns.Key(columns, parameter => parameter.Fit)
        .Text("parameter", "which parameter, without its indices: `prior`, `gamma`, `beta`, `efficiency`, …", row => row.Value.Family)
        .Integer("component", "the mixture component that it is of", row => row.Value.Component, nullWhen: "it is of all components")
        .Integer("target", "the component whose label it is about", row => row.Value.Target, nullWhen: "it is not an entry of a matrix")
        .Text("name", "its full name, with indices into `fits.tasks`, as in fits.json", row => row.Value.Name)
        .Number("value", "the estimate", row => row.Value.Fit.Parameters[row.Value.Name], nullWhen: "it is not finite")
        .Number("standardError", "its standard error", row => row.Value.Fit.StandardErrors?.GetValueOrDefault(row.Value.Name),
            nullWhen: "it is not determined, or none was worked out")
        .Number("lower", "the lower end of its 95 % interval, by profile likelihood", row => row.Value.End(row.Value.Fit.Intervals, 0),
            nullWhen: "none was worked out, or the end is open")
        .Number("upper", "the upper end", row => row.Value.End(row.Value.Fit.Intervals, 1), nullWhen: "none was worked out, or the end is open")
        .Number("bootstrapLower", "the lower end of the bootstrap's 95 % interval", row => row.Value.End(row.Value.Fit.BootstrapIntervals, 0),
            nullWhen: "there was no bootstrap")
        .Number("bootstrapUpper", "the upper end", row => row.Value.End(row.Value.Fit.BootstrapIntervals, 1), nullWhen: "there was no bootstrap")
        .Flag("identified", "whether the fitted points determine it", row => !row.Value.Fit.NotIdentified.Contains(row.Value.Name));

    protected override IEnumerable<TableRow<Parameter>> Rows(TableSource source) => FitColumns.Fits(source)
        .SelectMany(row => row.Value.Parameters.Keys.Select(name =>
            new TableRow<Parameter>(Parameter.Of(row.Value, name), row.Provenance)));

    /// <summary>A row.</summary>
    /// <param name="Fit">The fit.</param>
    /// <param name="Name">The parameter's full name, for example <c>prior[2]</c> or <c>probability[1,2]</c>.</param>
    /// <param name="Family">The name without indices.</param>
    /// <param name="Component">The component of the first index; null without one.</param>
    /// <param name="Target">The component of the second index; null without one.</param>
    internal sealed record Parameter(FitRecord Fit, string Name, string Family, int? Component, int? Target)
    {
        /// <summary>Takes a parameter's name apart.</summary>
        public static Parameter Of(FitRecord fit, string name)
        {
            var parts = name.TrimEnd(']').Split('[', ',');
            int? Task(int part) => part < parts.Length ? fit.Tasks[int.Parse(parts[part], CultureInfo.InvariantCulture)] : null;
            return new Parameter(fit, name, parts[0], Task(1) ?? fit.Task, Task(2));
        }

        /// <summary>An end of its interval; null without one.</summary>
        public double? End(Dictionary<string, double?[]>? intervals, int end) =>
            intervals is not null && intervals.TryGetValue(Name, out var ends) ? ends[end] : null;
    }
}
