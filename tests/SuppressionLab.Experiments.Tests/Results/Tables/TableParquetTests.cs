using SuppressionLab.Experiments.Results.Tables.Columns;
using SuppressionLab.Experiments.Tests.Queries;

namespace SuppressionLab.Experiments.Tests.Results.Tables;

[TestClass]
public sealed class TableParquetTests
{
    private static readonly DateTime s_time = new(2026, 2, 28, 23, 59, 58, DateTimeKind.Utc);

    [TestMethod]
    public void Rows_of_several_groups_come_back_in_order_by_another_reader()
    {
        using var folder = new TemporaryFolder();
        TableParquet.Write(folder.File("a.parquet"), [.. Columns()], Enumerable.Range(0, 150_000));
        var read = Duck.Rows($"""
            select count(*) as n, sum(integer) as s, bool_and(integer = file_row_number) as ordered, count(text) as texts, max(time) as latest
            from read_parquet('{folder.File("a.parquet")}', file_row_number = true)
            """).Single();
        Assert.AreEqual(150_000L, read["n"]);
        Assert.AreEqual((System.Numerics.BigInteger)(150_000L * 149_999 / 2), read["s"]);
        Assert.AreEqual(true, read["ordered"]);
        Assert.AreEqual(100_000L, read["texts"], "every third is null");
        Assert.AreEqual(s_time.AddSeconds(149_999), ((DateTime)read["latest"]!).ToUniversalTime());
    }

    [TestMethod]
    public void Not_a_number_is_null_and_infinity_stays()
    {
        using var folder = new TemporaryFolder();
        TableParquet.Write(folder.File("a.parquet"), [.. Columns()], [1, 2, 3]);
        var rows = Duck.Rows($"select number from '{folder.File("a.parquet")}'");
        CollectionAssert.AreEqual(new object?[] { null, double.PositiveInfinity, 0.1 }, rows.Select(row => row["number"]).ToArray());
    }

    [TestMethod]
    public void The_same_rows_give_the_same_bytes_and_no_rows_give_the_columns()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a", "b" })
        {
            TableParquet.Write(folder.File(name), [.. Columns()], Enumerable.Range(0, 1000));
        }
        CollectionAssert.AreEqual(File.ReadAllBytes(folder.File("a")), File.ReadAllBytes(folder.File("b")));
        TableParquet.Write(folder.File("none.parquet"), [.. Columns()], []);
        Assert.IsEmpty(Duck.Rows($"select * from '{folder.File("none.parquet")}'"));
        Assert.HasCount(5, Duck.Rows($"describe select * from '{folder.File("none.parquet")}'"));
    }

    [TestMethod]
    public void A_null_where_none_is_promised_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        var column = new ColumnList<int>().Integer("promised", "never null", row => row == 2 ? null : row);
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => TableParquet.Write(folder.File("a.parquet"), [.. column], [1, 2]));
        StringAssert.Contains(error.Message, "promised");
        Assert.IsEmpty(Directory.GetFiles(folder.Path));
    }

    private static ColumnList<int> Columns() => new ColumnList<int>()
        .Text("text", "a text", row => row % 3 == 0 ? null : $"row \"{row}\", ü", "every third")
        .Integer("integer", "an integer", row => row)
        .Number("number", "a number", row => row switch { 1 => double.NaN, 2 => double.PositiveInfinity, _ => 0.1 }, nullWhen: "it is the second")
        .Flag("flag", "a flag", row => row % 2 == 0)
        .Time("time", "a time", row => s_time.AddSeconds(row));
}
