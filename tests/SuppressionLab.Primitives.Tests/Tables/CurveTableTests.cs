using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Primitives.Tests.Tables;

[TestClass]
public sealed class CurveTableTests
{
    private static readonly CurvePoint[] s_points =
    [
        new("gpt2-2x64", "none", 0, "documents", 0, 7, 3, 0, 0, 0.1 + 0.2, 1.0 / 3, 1e-300, 0.5, 1000, double.NaN, 1),
        new("a \"quoted\", name", "sft\nline", 2.5e-17, " tokens ", 1L << 40, -9, 10, 4, 99, double.Epsilon, double.NaN,
            double.PositiveInfinity, double.NaN, long.MaxValue, 0.25, 1.0 - double.Epsilon),
    ];

    [TestMethod]
    [DataRow("curves.csv")]
    [DataRow("curves.parquet")]
    public void Every_value_round_trips_exactly(string name)
    {
        using var folder = new TemporaryFolder();
        CurveTable.Write(folder[name], s_points);
        CollectionAssert.AreEqual(s_points, CurveTable.Read(folder[name]).ToArray());
    }

    [TestMethod]
    [DataRow("curves.csv")]
    [DataRow("curves.parquet")]
    public void The_same_rows_give_the_same_bytes(string name)
    {
        using var folder = new TemporaryFolder();
        CurveTable.Write(folder[name], s_points);
        CurveTable.Write(folder["again-" + name], s_points.Select(point => point with { }));
        CollectionAssert.AreEqual(File.ReadAllBytes(folder[name]), File.ReadAllBytes(folder["again-" + name]));
    }

    [TestMethod]
    [DataRow("curves.csv")]
    [DataRow("curves.parquet")]
    public void A_table_without_rows_round_trips(string name)
    {
        using var folder = new TemporaryFolder();
        CurveTable.Write(folder[name], []);
        Assert.IsEmpty(CurveTable.Read(folder[name]));
    }

    [TestMethod]
    public void A_minimal_table_reads_with_the_documented_defaults()
    {
        var point = ReadCsv("probability,shots,component\r\n0.25,4,1\r\n\r\n").Single();
        Assert.AreEqual(
            new CurvePoint("model", "none", 0, "documents", 0, 0, 0, 1, 4, 0.25, double.NaN, -Math.Log(0.25), double.NaN, 1,
                double.NaN, double.NaN),
            point);
    }

    [TestMethod]
    public void Published_column_names_are_read()
    {
        var points = ReadCsv(
            ",layers,sft,sft_amount,k,hmm,shots,prob,nll,acc,checkpoint\n"
            + "0,12,True,250,5,2,7,0.5,0.9,0.625,x\n1,12,2500.0,250,5,2.0,8,0.5,0.9,0.625,y\n");
        Assert.AreEqual(
            new CurvePoint("12", "none", 250, "documents", 1, 0, 5, 2, 7, 0.5, double.NaN, 0.9, 0.625, 1, double.NaN, double.NaN),
            points[0]);
        Assert.AreEqual(2500, points[1].Step);
    }

    [TestMethod]
    public void Our_own_name_wins_over_a_published_one()
    {
        Assert.AreEqual(0.75, ReadCsv("hmm,shots,prob,probability\n0,0,0.5,0.75\n")[0].Probability);
    }

    [TestMethod]
    [DataRow("component,shots\n0,0\n", "no column probability or prob")]
    [DataRow("", "empty")]
    [DataRow("component,component,shots,probability\n0,0,0,0.5\n", "column component occurs twice")]
    [DataRow("component,shots,probability\n0,0,0.5\n0,1,1.5\n", "line 3, column probability: '1.5'; allowed: a number in [0, 1]")]
    [DataRow("component,shots,probability\n0,0,NaN\n", "line 2, column probability: 'NaN'")]
    [DataRow("component,shots,probability\n0,0,\n", "line 2, column probability: no value")]
    [DataRow("component,shots,probability\n0,x,0.5\n", "line 2, column shots: 'x'; allowed: a 32-bit integer of at least 0")]
    [DataRow("component,shots,probability\n-1,0,0.5\n", "line 2, column component: '-1'")]
    [DataRow("component,shots,probability\n3000000000,0,0.5\n", "line 2, column component")]
    [DataRow("component,shots,probability\n1.5,0,0.5\n", "line 2, column component: '1.5'")]
    [DataRow("component,shots,probability\n0,0\n", "line 2: 2 fields; the header has 3")]
    [DataRow("component,shots,probability\n0,0,\"0.5\n", "line 2: a quote is opened and never closed")]
    [DataRow("component,shots,probability\n\"0\"1,0,0.5\n", "line 2: text after a closing quote")]
    [DataRow("component,shots,probability,count\n0,0,0.5,0\n", "line 2, column count: '0'; allowed: an integer of at least 1")]
    [DataRow("model,component,shots,probability\n\"two\nlines\",0,0,0.5\n\"a\nb\",0,0,2\n", "line 4, column probability")]
    public void A_wrong_csv_is_refused_with_its_place(string text, string expected)
    {
        var error = Assert.ThrowsExactly<InputException>(() => ReadCsv(text));
        StringAssert.Contains(error.Message, expected);
        StringAssert.Contains(error.Message, "curves.csv");
        Assert.IsFalse(error.Message.Contains('\n'));
    }

    [TestMethod]
    public void A_field_longer_than_the_readers_buffer_is_read_and_an_endless_one_refused()
    {
        var name = new string('n', 100_000);
        Assert.AreEqual(name, ReadCsv($"model,component,shots,probability\n{name},0,0,0.5\n")[0].Model);
        Assert.AreEqual(name + "\"", ReadCsv($"model,component,shots,probability\n\"{name}\"\"\",0,0,0.5\n")[0].Model);
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => ReadCsv("component,shots,probability\n0,0,0.5\n" + new string('0', 2_000_000))).Message,
            "line 3: a record of more than");
    }

    [TestMethod]
    [DataRow("component,shots,probability\r\n0,1,0.5\r\n")]
    [DataRow("component,shots,probability\r0,1,0.5\r")]
    [DataRow("\ufeffcomponent,shots,probability\n\n0,1,0.5")]
    [DataRow("\"component\", shots ,probability\n\"0\",\"1\",\"0.5\"\n")]
    public void Other_ways_to_write_a_csv_are_read(string text)
    {
        var point = ReadCsv(text).Single();
        Assert.AreEqual((0, 1, 0.5), (point.Component, point.Shots, point.Probability));
    }

    [TestMethod]
    public void A_missing_file_and_another_extension_are_refused()
    {
        using var folder = new TemporaryFolder();
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => CurveTable.Read(folder["none.csv"])).Message, "no such file");
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => CurveTable.Read(folder["a.txt"])).Message, "allowed: .csv, .parquet");
        Assert.ThrowsExactly<InputException>(() => CurveTable.Write(folder["a.json"], s_points));
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public void A_failing_source_of_rows_leaves_the_old_file()
    {
        using var folder = new TemporaryFolder();
        CurveTable.Write(folder["curves.csv"], s_points);
        var before = File.ReadAllBytes(folder["curves.csv"]);
        Assert.ThrowsExactly<InvalidOperationException>(() => CurveTable.Write(folder["curves.csv"], Failing()));
        CollectionAssert.AreEqual(before, File.ReadAllBytes(folder["curves.csv"]));
        Assert.HasCount(1, Directory.GetFileSystemEntries(folder.Path));

        static IEnumerable<CurvePoint> Failing()
        {
            yield return s_points[0];
            throw new InvalidOperationException();
        }
    }

    private static IReadOnlyList<CurvePoint> ReadCsv(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["curves.csv"], text);
        return CurveTable.Read(folder["curves.csv"]);
    }
}
