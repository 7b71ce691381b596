namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>The columns of a prompt-score table.</summary>
internal sealed class PromptScoreSchema : TableSchema<PromptScore>
{
    public static PromptScoreSchema Instance { get; } = new();

    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        .. CommonColumns.Run,
        CommonColumns.Index("prompt"),
        CommonColumns.Index("shots"),
        CommonColumns.Probability("labelProbability"),
        new("correct", ColumnKind.Flag) { Required = true },
        CommonColumns.OptionalProbability("documentLearnerProbability"),
        CommonColumns.OptionalProbability("promptLearnerProbability"),
    ];

    public override void Store(PromptScore row, TableBatch batch, int index)
    {
        batch.Texts(0)[index] = row.Model;
        batch.Texts(1)[index] = row.Method;
        batch.Numbers(2)[index] = row.Amount;
        batch.Texts(3)[index] = row.AmountUnit;
        batch.Integers(4)[index] = row.Step;
        batch.Integers(5)[index] = row.Seed;
        batch.Integers(6)[index] = row.K;
        batch.Integers(7)[index] = row.Component;
        batch.Integers(8)[index] = row.Prompt;
        batch.Integers(9)[index] = row.Shots;
        batch.Numbers(10)[index] = row.LabelProbability;
        batch.Flags(11)[index] = row.Correct;
        batch.Numbers(12)[index] = row.DocumentLearnerProbability;
        batch.Numbers(13)[index] = row.PromptLearnerProbability;
    }

    public override PromptScore Load(TableBatch batch, int index) => new(
        batch.Texts(0)[index],
        batch.Texts(1)[index],
        batch.Numbers(2)[index],
        batch.Texts(3)[index],
        batch.Integers(4)[index],
        batch.Integers(5)[index],
        (int)batch.Integers(6)[index],
        (int)batch.Integers(7)[index],
        (int)batch.Integers(8)[index],
        (int)batch.Integers(9)[index],
        batch.Numbers(10)[index],
        batch.Flags(11)[index],
        batch.Numbers(12)[index],
        batch.Numbers(13)[index]);
}
