using SuppressionLab.Experiments.Results.Tables.Columns;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>The parameters of the joint fits.</summary>
internal sealed class VerdictParametersTable : ResultTable<VerdictParametersTable.Parameter>
{
    public override string Name => "verdict-parameters";

    public override string Row => "one parameter of one condition of a verdict's chosen joint fit, and its change from the network before";

    protected override ColumnList<TableRow<Parameter>> Define(ColumnList<TableRow<Parameter>> columns) => columns
        .Text("model", "which network, with its variant", row => row.Value.Verdict.Model)
        .Text("series", "the method of the verdict, as `method` in `verdicts`", row => string.Join(',', row.Value.Verdict.Methods))
        .Integer("k", "the example length", row => row.Value.Verdict.K, "symbols")
        .Text("method", $"the condition's method; `{ModelReference.NoMethod}` for the network before", row => row.Value.Condition.Method)
        .Number("amount", "the condition's amount of suppression", row => row.Value.Condition.Amount, "the plan's amount unit")
        .Text("parameter", "`prior`, `efficiency`, `gamma` or `beta`", row => row.Value.Name)
        .Integer("component", "the mixture component that it is of", row => row.Value.Component, nullWhen: "it is of all (efficiency)")
        .Number("value", "the parameter", row => row.Value.Fitted.Value)
        .Number("lower", "the lower end of its 95 % interval", row => row.Value.Fitted.Interval?[0], nullWhen: "there was no bootstrap, or it is infinite")
        .Number("upper", "the upper end", row => row.Value.Fitted.Interval?[1], nullWhen: "there was no bootstrap, or it is infinite")
        .Number("change", "its change: of a prior in the log-odds, of the efficiency in the logarithm, else the difference",
            row => row.Value.Fitted.Change, "nats (prior, efficiency)", "it is not defined")
        .Number("changeLower", "the lower end of the change's 95 % interval", row => row.Value.Fitted.ChangeInterval?[0],
            nullWhen: "there was no bootstrap, or it is infinite")
        .Number("changeUpper", "the upper end", row => row.Value.Fitted.ChangeInterval?[1], nullWhen: "there was no bootstrap, or it is infinite");

    protected override IEnumerable<TableRow<Parameter>> Rows(TableSource source) => source.Each(cell => cell.Verdicts)
        .SelectMany(pair => RowsOf(source, pair.Stage, pair.Stage.Read(source.Store).SelectMany(ParametersOf)));

    private static IEnumerable<Parameter> ParametersOf(VerdictRecord verdict) => verdict.Conditions.SelectMany(condition =>
        Each(verdict, condition, "prior", condition.Prior)
            .Append(new Parameter(verdict, condition, "efficiency", null, condition.Efficiency))
            .Concat(Each(verdict, condition, "gamma", condition.Gamma))
            .Concat(Each(verdict, condition, "beta", condition.Beta)));

    private static IEnumerable<Parameter> Each(VerdictRecord verdict, VerdictCondition condition, string name, VerdictParameter[] parameters) =>
        parameters.Select((parameter, task) => new Parameter(verdict, condition, name, verdict.Tasks[task], parameter));

    /// <summary>A row.</summary>
    /// <param name="Verdict">The verdict.</param>
    /// <param name="Condition">The condition.</param>
    /// <param name="Name">Which parameter.</param>
    /// <param name="Component">Its component; null for one of all.</param>
    /// <param name="Fitted">The parameter and its change.</param>
    internal sealed record Parameter(VerdictRecord Verdict, VerdictCondition Condition, string Name, int? Component, VerdictParameter Fitted);
}
