namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>The columns of a curve table.</summary>
internal sealed class CurveSchema : TableSchema<CurvePoint>
{
    public static CurveSchema Instance { get; } = new();

    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        .. CommonColumns.Run,
        CommonColumns.Index("shots"),
        CommonColumns.Probability("probability") with { Aliases = ["prob"] },
        new("probabilityStandardError", ColumnKind.Number) { Minimum = 0, AllowsNaN = true },
        new("meanNll", ColumnKind.Number) { Aliases = ["nll"], Minimum = 0, AllowsNaN = true, AllowsInfinity = true },
        CommonColumns.OptionalProbability("accuracy") with { Aliases = ["acc"] },
        new("count", ColumnKind.Integer) { DefaultInteger = 1, Minimum = 1 },
        CommonColumns.OptionalProbability("documentLearnerProbability"),
        CommonColumns.OptionalProbability("promptLearnerProbability"),
    ];

    public override void Store(CurvePoint row, TableBatch batch, int index)
    {
        batch.Texts(0)[index] = row.Model;
        batch.Texts(1)[index] = row.Method;
        batch.Numbers(2)[index] = row.Amount;
        batch.Texts(3)[index] = row.AmountUnit;
        batch.Integers(4)[index] = row.Step;
        batch.Integers(5)[index] = row.Seed;
        batch.Integers(6)[index] = row.K;
        batch.Integers(7)[index] = row.Component;
        batch.Integers(8)[index] = row.Shots;
        batch.Numbers(9)[index] = row.Probability;
        batch.Numbers(10)[index] = row.ProbabilityStandardError;
        batch.Numbers(11)[index] = row.MeanNll;
        batch.Numbers(12)[index] = row.Accuracy;
        batch.Integers(13)[index] = row.Count;
        batch.Numbers(14)[index] = row.DocumentLearnerProbability;
        batch.Numbers(15)[index] = row.PromptLearnerProbability;
    }

    public override CurvePoint Load(TableBatch batch, int index)
    {
        var probability = batch.Numbers(9)[index];
        var nll = batch.Numbers(11)[index];
        return new CurvePoint(
            batch.Texts(0)[index],
            batch.Texts(1)[index],
            batch.Numbers(2)[index],
            batch.Texts(3)[index],
            batch.Integers(4)[index],
            batch.Integers(5)[index],
            (int)batch.Integers(6)[index],
            (int)batch.Integers(7)[index],
            (int)batch.Integers(8)[index],
            probability,
            batch.Numbers(10)[index],
            double.IsNaN(nll) ? -Math.Log(probability) : nll,
            batch.Numbers(12)[index],
            batch.Integers(13)[index],
            batch.Numbers(14)[index],
            batch.Numbers(15)[index]);
    }
}
