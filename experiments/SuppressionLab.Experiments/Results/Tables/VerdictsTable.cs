using SuppressionLab.Experiments.Results.Tables.Columns;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>What suppression changed, by joint fits.</summary>
internal sealed class VerdictsTable : ResultTable<VerdictRecord>
{
    public override string Name => "verdicts";

    public override string Row => "what suppression changed in one network by one method, at one seed and example length, by joint fits to all amounts";

    protected override ColumnList<TableRow<VerdictRecord>> Define(ColumnList<TableRow<VerdictRecord>> columns) => columns
        .Text("model", "which network, with its variant", row => row.Value.Model)
        .Text("method", "the method that is compared with the network before, a comma between several", row => string.Join(',', row.Value.Methods))
        .Integer("k", "the example length", row => row.Value.K, "symbols")
        .Text("law", "the law of the joint fits", row => row.Value.Law)
        .Text("chosen", "the smallest set of freed parameters that is not refuted, by its name in files", row => row.Value.Chosen)
        .Text("title", "the same in words", row => row.Value.ChosenScore.Title)
        .Text("sentence", "the verdict in a sentence", row => row.Value.Sentence)
        .Flag("shares", "whether the amounts share any parameter; if not, each is a fit of its own", row => row.Value.Shares)
        .Text("noise", "what the noise was taken from", row => StrictJson.FormatLine(row.Value.Noise).Trim('"'))
        .Integer("freeParameters", "free parameters of the chosen fit", row => row.Value.ChosenScore.FreeParameters)
        .Number("sse", "its squared error in probability", row => row.Value.ChosenScore.Sse)
        .Number("explained", "the share that it gains of what freeing everything gains over freeing nothing", row => row.Value.ChosenScore.Explained,
            nullWhen: "there is nothing to gain")
        .Number("aicc", "Akaike's corrected criterion", row => row.Value.ChosenScore.Aicc, nullWhen: "there are too few points")
        .Number("bic", "Schwarz's criterion", row => row.Value.ChosenScore.Bic, nullWhen: "there are too few points")
        .Number("heldOutRmse", "root mean square error on held-out conditions, in probability", row => row.Value.ChosenScore.HeldOutRmse,
            nullWhen: "no condition could be held out");

    protected override IEnumerable<TableRow<VerdictRecord>> Rows(TableSource source) => source.Each(cell => cell.Verdicts)
        .SelectMany(pair => RowsOf(source, pair.Stage, pair.Stage.Read(source.Store)));
}
