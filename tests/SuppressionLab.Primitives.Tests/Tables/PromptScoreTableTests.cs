using System.Diagnostics;
using Parquet;
using Parquet.Schema;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Primitives.Tests.Tables;

[TestClass]
public sealed class PromptScoreTableTests
{
    [TestMethod]
    [DataRow("scores.csv")]
    [DataRow("scores.parquet")]
    public void Rows_of_several_batches_round_trip_exactly(string name)
    {
        using var folder = new TemporaryFolder();
        var rows = Scores(150_000).ToList();
        PromptScoreTable.Write(folder[name], rows);
        CollectionAssert.AreEqual(rows, PromptScoreTable.Read(folder[name]).ToList());
    }

    [TestMethod]
    public void A_missing_column_is_named_with_what_is_required()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["scores.csv"], "component,prompt,shots,labelProbability\n0,0,0,0.5\n");
        var error = Assert.ThrowsExactly<InputException>(() => PromptScoreTable.Read(folder["scores.csv"]).ToList());
        StringAssert.Contains(error.Message, "no column correct; required: component, prompt, shots, labelProbability, correct");
    }

    [TestMethod]
    public void Foreign_parquet_types_and_nulls_are_read()
    {
        using var folder = new TemporaryFolder();
        WriteForeign(folder["foreign.parquet"], shots: [4.0, 5.0]);
        var points = CurveTable.Read(folder["foreign.parquet"]);
        Assert.AreEqual(("12", 250.0, 1L, 3, 4, 0.25), Key(points[0]));
        Assert.AreEqual(("model", 0.0, 0L, 1, 5, 0.5), Key(points[1]));

        static (string, double, long, int, int, double) Key(CurvePoint p) =>
            (p.Model, p.Amount, p.Step, p.Component, p.Shots, p.Probability);
    }

    [TestMethod]
    public void A_fraction_where_a_parquet_should_hold_integers_is_refused_with_its_row()
    {
        using var folder = new TemporaryFolder();
        WriteForeign(folder["foreign.parquet"], shots: [4.0, 5.5]);
        var error = Assert.ThrowsExactly<InputException>(() => CurveTable.Read(folder["foreign.parquet"]));
        StringAssert.Contains(error.Message, "row 2, column shots: '5.5'; allowed: a 32-bit integer of at least 0");
    }

    [TestMethod]
    [TestCategory("Slow")]
    [DataRow("scores.csv")]
    [DataRow("scores.parquet")]
    public void Five_million_rows_stream_through_bounded_memory(string name)
    {
        using var folder = new TemporaryFolder();
        const int count = 5_000_000;
        var watch = Stopwatch.StartNew();
        PromptScoreTable.Write(folder[name], Scores(count));
        var written = watch.Elapsed;
        watch.Restart();
        var highest = 0L;
        var rows = 0;
        foreach (var _ in PromptScoreTable.Read(folder[name]))
        {
            if (++rows % 500_000 == 0)
            {
                highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true));
            }
        }
        Console.WriteLine($"{name}: {new FileInfo(folder[name]).Length >> 20} MiB, written in {written.TotalSeconds:F1} s, read in {watch.Elapsed.TotalSeconds:F1} s, {highest >> 20} MiB live");
        Assert.AreEqual(count, rows);
        Assert.IsLessThan(200L << 20, highest);
    }

    internal static IEnumerable<PromptScore> Scores(int count)
    {
        var random = RandomKey.FromSeed(21).Open();
        for (var i = 0; i < count; i++)
        {
            yield return new PromptScore(
                "gpt2-2x64", i % 2 == 0 ? "none" : "sft", i % 4, "documents", 100, 1, 3 + (i % 2), i % 5, i / 100, i % 100,
                random.NextDouble(), random.NextDouble() < 0.5, i % 7 == 0 ? double.NaN : random.NextDouble(), random.NextDouble());
        }
    }

    private static void WriteForeign(string path, double[] shots)
    {
        DataField[] fields =
        [
            new DataField<short>("layers", nullable: true), new DataField<float>("sft_amount", nullable: true), new DataField<bool>("sft"),
            new DataField<byte>("hmm"), new DataField<double>("shots"), new DataField<float>("prob"), new DataField<long>("extra"),
        ];
        using var stream = File.Create(path);
        var writer = ParquetWriter.CreateAsync(new ParquetSchema(fields), stream).GetAwaiter().GetResult();
        using (var group = writer.CreateRowGroup())
        {
            group.WriteAsync<short>(fields[0], new short?[] { 12, null }.AsMemory()).GetAwaiter().GetResult();
            group.WriteAsync<float>(fields[1], new float?[] { 250, null }.AsMemory()).GetAwaiter().GetResult();
            group.WriteAsync<bool>(fields[2], new[] { true, false }.AsMemory()).GetAwaiter().GetResult();
            group.WriteAsync<byte>(fields[3], new byte[] { 3, 1 }.AsMemory()).GetAwaiter().GetResult();
            group.WriteAsync<double>(fields[4], shots.AsMemory()).GetAwaiter().GetResult();
            group.WriteAsync<float>(fields[5], new[] { 0.25f, 0.5f }.AsMemory()).GetAwaiter().GetResult();
            group.WriteAsync<long>(fields[6], new[] { 1L, 2L }.AsMemory()).GetAwaiter().GetResult();
        }
        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
