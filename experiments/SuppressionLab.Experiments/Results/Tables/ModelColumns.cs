using SuppressionLab.Experiments.Results.Tables.Columns;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>The columns that name a model, the same in every table.</summary>
internal static class ModelColumns
{
    /// <summary>model, method, amount, amountUnit.</summary>
    public static ColumnList<TRow> Model<TRow>(
        this ColumnList<TRow> columns, Func<TRow, string> model, Func<TRow, string> method, Func<TRow, double> amount, Func<TRow, string> unit) =>
        columns
            .Text("model", "which network, with its variant", model)
            .Text("method", $"the suppression method's label; `{ModelReference.NoMethod}` for the pretrained network", method)
            .Number("amount", "how much suppression, at least 0; 0 for the pretrained network", row => amount(row), "amountUnit")
            .Text("amountUnit", "what amounts are counted in: `documents`, `tokens` or `flops`", unit);
}
