using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Primitives.Tests.Tables;

[TestClass]
public sealed class AttackTableTests
{
    private const string Header = "attack,series,component,dose,doseUnit,quantity,value,standardError,count\n";

    private static readonly AttackPoint[] s_points =
    [
        new("gpt2-2x64", "dpo", 200, "pairs", 7, "relearning", "suppressed", 3, 20, "documents", "meanNll", 0.1 + 0.2, 1.0 / 3, 50),
        new("a \"quoted\", name", "sft\nline", 2.5e-17, " tokens ", -9, "sampling, repeated", "bos", AttackPoint.AllSuppressed,
            1e300, "samples", "samplesToHalf", double.PositiveInfinity, double.NaN, 1),
        new("gpt2-2x64", "none", 0, "documents", 7, "probe", "shuffled", AttackPoint.AllComponents, 0, "layer", "accuracy",
            double.NaN, 0, long.MaxValue),
        new("gpt2-2x64", "none", 0, "documents", 7, "probe", "shuffled", 0, double.Epsilon, "layer", "x", -double.Epsilon, 0, 2),
    ];

    [TestMethod]
    [DataRow("attacks.csv")]
    [DataRow("attacks.parquet")]
    public void Every_value_round_trips_exactly_and_to_the_same_bytes(string name)
    {
        using var folder = new TemporaryFolder();
        AttackTable.Write(folder[name], s_points);
        var read = AttackTable.Read(folder[name]);
        CollectionAssert.AreEqual(s_points, read.ToArray());
        AttackTable.Write(folder["again-" + name], read);
        CollectionAssert.AreEqual(File.ReadAllBytes(folder[name]), File.ReadAllBytes(folder["again-" + name]));
    }

    [TestMethod]
    public void The_columns_are_those_that_are_documented()
    {
        using var folder = new TemporaryFolder();
        AttackTable.Write(folder["attacks.csv"], []);
        Assert.AreEqual(
            "model,method,amount,amountUnit,seed,attack,series,component,dose,doseUnit,quantity,value,standardError,count",
            File.ReadAllText(folder["attacks.csv"]).Trim());
        Assert.IsEmpty(AttackTable.Read(folder["attacks.csv"]));
    }

    [TestMethod]
    public void A_minimal_table_reads_with_the_documented_defaults() => Assert.AreEqual(
        new AttackPoint("model", "none", 0, "documents", 0, "probe", "states", 2, 1, "layer", "accuracy", 0.5, double.NaN, 1),
        ReadCsv("attack,series,component,dose,doseUnit,quantity,value\nprobe,states,2,1,layer,accuracy,0.5\n").Single());

    [TestMethod]
    [DataRow("attack,series,component,dose,doseUnit,quantity\n", "no column value")]
    [DataRow(Header + ",b,0,1,u,q,1,0,1\n", "line 2, column attack: no value")]
    [DataRow(Header + "a,b,-3,1,u,q,1,0,1\n", "line 2, column component: '-3'; allowed: a 32-bit integer of at least -2")]
    [DataRow(Header + "a,b,0,-1,u,q,1,0,1\n", "line 2, column dose: '-1'; allowed: a number of at least 0")]
    [DataRow(Header + "a,b,0,NaN,u,q,1,0,1\n", "column dose: 'NaN'")]
    [DataRow(Header + "a,b,0,1,u,q,x,0,1\n", "column value: 'x'; allowed: a number or NaN")]
    [DataRow(Header + "a,b,0,1,u,q,1,-0.5,1\n", "column standardError: '-0.5'")]
    [DataRow(Header + "a,b,0,1,u,q,1,0,0\n", "column count: '0'; allowed: an integer of at least 1")]
    public void A_wrong_csv_is_refused_with_its_place(string text, string expected) =>
        StringAssert.Contains(Assert.ThrowsExactly<InputException>(() => ReadCsv(text)).Message, expected);

    private static IReadOnlyList<AttackPoint> ReadCsv(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["attacks.csv"], text);
        return AttackTable.Read(folder["attacks.csv"]);
    }
}
