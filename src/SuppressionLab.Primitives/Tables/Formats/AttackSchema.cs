namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>The columns of a table of attacks.</summary>
internal sealed class AttackSchema : TableSchema<AttackPoint>
{
    public static AttackSchema Instance { get; } = new();

    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        .. CommonColumns.Run.Take(4),
        CommonColumns.Run.Single(column => column.Name == "seed"),
        RequiredText("attack"),
        RequiredText("series"),
        CommonColumns.Index("component") with { Minimum = AttackPoint.AllComponents },
        new("dose", ColumnKind.Number) { Required = true, Minimum = 0 },
        RequiredText("doseUnit"),
        RequiredText("quantity"),
        new("value", ColumnKind.Number) { Required = true, AllowsNaN = true, AllowsInfinity = true },
        new("standardError", ColumnKind.Number) { Minimum = 0, AllowsNaN = true, AllowsInfinity = true },
        new("count", ColumnKind.Integer) { DefaultInteger = 1, Minimum = 1 },
    ];

    public override void Store(AttackPoint row, TableBatch batch, int index)
    {
        batch.Texts(0)[index] = row.Model;
        batch.Texts(1)[index] = row.Method;
        batch.Numbers(2)[index] = row.Amount;
        batch.Texts(3)[index] = row.AmountUnit;
        batch.Integers(4)[index] = row.Seed;
        batch.Texts(5)[index] = row.Attack;
        batch.Texts(6)[index] = row.Series;
        batch.Integers(7)[index] = row.Component;
        batch.Numbers(8)[index] = row.Dose;
        batch.Texts(9)[index] = row.DoseUnit;
        batch.Texts(10)[index] = row.Quantity;
        batch.Numbers(11)[index] = row.Value;
        batch.Numbers(12)[index] = row.StandardError;
        batch.Integers(13)[index] = row.Count;
    }

    public override AttackPoint Load(TableBatch batch, int index) => new(
        batch.Texts(0)[index],
        batch.Texts(1)[index],
        batch.Numbers(2)[index],
        batch.Texts(3)[index],
        batch.Integers(4)[index],
        batch.Texts(5)[index],
        batch.Texts(6)[index],
        (int)batch.Integers(7)[index],
        batch.Numbers(8)[index],
        batch.Texts(9)[index],
        batch.Texts(10)[index],
        batch.Numbers(11)[index],
        batch.Numbers(12)[index],
        batch.Integers(13)[index]);

    private static TableColumn RequiredText(string name) => new(name, ColumnKind.Text) { Required = true };
}
