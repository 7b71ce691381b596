using SuppressionLab.Experiments.Results.Tables.Columns;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>What the attacks and probes found.</summary>
internal sealed class AttacksTable : ResultTable<AttackPoint>
{
    public override string Name => "attacks";

    public override string Row => "one quantity that an attack or probe measured at one dose; no rows where the plan has no attacks";

    protected override ColumnList<TableRow<AttackPoint>> Define(ColumnList<TableRow<AttackPoint>> columns) => columns
        .Model(row => row.Value.Model, row => row.Value.Method, row => row.Value.Amount, row => row.Value.AmountUnit)
        .Text("attack", "which attack, for example `relearning`", row => row.Value.Attack)
        .Text("series", "which of its variants, for example what the model is retrained on", row => row.Value.Series)
        .Integer("component", "the mixture component that the value is of, from 0",
            row => row.Value.Component < 0 ? null : row.Value.Component, nullWhen: "it is of several; see `scope`")
        .Text("scope", "`component`, `suppressed` (all suppressed components together) or `all`", row => row.Value.Component switch
        {
            AttackPoint.AllSuppressed => "suppressed",
            AttackPoint.AllComponents => "all",
            _ => "component",
        })
        .Number("dose", "how much of the attack, at least 0", row => row.Value.Dose, "doseUnit")
        .Text("doseUnit", "what doses are counted in, for example `documents`, `samples`, `layer` or `shots`", row => row.Value.DoseUnit)
        .Text("quantity", "what was measured, for example `meanNll` (nats a token) or `accuracy`", row => row.Value.Quantity)
        .Number("value", "its value; infinite where it is not reached", row => row.Value.Value, "by quantity", "it is not defined")
        .Number("standardError", "its standard error; 0 for what is counted exactly", row => row.Value.StandardError, "by quantity",
            "it cannot be estimated")
        .Integer("count", "prompts, documents or samples behind the standard error", row => row.Value.Count);

    protected override IEnumerable<TableRow<AttackPoint>> Rows(TableSource source) => source.Each(cell => cell.Attacks)
        .SelectMany(pair => RowsOf(source, pair.Stage, pair.Stage.Read(source.Store)));
}
