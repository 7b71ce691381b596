using SuppressionLab.Experiments.Results.Tables.Columns;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>The software and machines that made a run.</summary>
internal sealed class EnvironmentTable : ResultTable<EnvironmentTable.Entry>
{
    public override string Name => "environment";

    public override string Row => "one fact about the software or machine that made stages of the run; a run of several environments has rows for each";

    protected override ColumnList<TableRow<Entry>> Define(ColumnList<TableRow<Entry>> columns) => columns
        .Integer("environment", "which environment, from 0, in the order of the stages", row => row.Value.Environment)
        .Text("name", "what it is, for example `runtime`", row => row.Value.Name)
        .Text("value", "what it was", row => row.Value.Text)
        .Integer("stages", "how many stages were made in this environment", row => row.Value.Stages);

    protected override IEnumerable<TableRow<Entry>> Rows(TableSource source) => source.Stages
        .Select(source.ManifestOf)
        .GroupBy(manifest => string.Join('\n', manifest.Environment.Select(pair => $"{pair.Key}={pair.Value}")))
        .SelectMany((group, environment) => group.First().Environment.Select(pair => new TableRow<Entry>(
            new Entry(environment, pair.Key, pair.Value, group.Count()), source.Common(group.First().Environment))));

    /// <summary>A row.</summary>
    /// <param name="Environment">Which environment, from 0.</param>
    /// <param name="Name">What it is.</param>
    /// <param name="Text">What it was.</param>
    /// <param name="Stages">Stages made in it.</param>
    internal sealed record Entry(int Environment, string Name, string Text, int Stages);
}
