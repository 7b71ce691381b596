using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Primitives.Tests.Tables;

namespace SuppressionLab.Primitives.Tests.Parquet;

/// <summary>Each read has a deadline, so that one without end fails its test instead of stopping the run.</summary>
[TestClass]
public sealed class DamagedTableTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);

    [TestMethod]
    [DataRow("curves")]
    [DataRow("scores")]
    public void A_table_with_any_byte_flipped_is_read_or_refused_in_time(string kind)
    {
        using var table = new Table(kind);
        var refused = 0;
        for (var at = 0; at < table.Bytes.Length; at++)
        {
            foreach (var mask in new[] { (byte)(1 << (at % 8)), byte.MaxValue })
            {
                var damaged = (byte[])table.Bytes.Clone();
                damaged[at] ^= mask;
                refused += table.IsRefused(damaged, $"byte {at} ^ {mask:x2}") ? 1 : 0;
            }
        }
        Assert.IsGreaterThan(table.Bytes.Length / 2, refused);
    }

    [TestMethod]
    [DataRow("curves")]
    [DataRow("scores")]
    public void A_table_cut_anywhere_is_refused_in_time(string kind)
    {
        using var table = new Table(kind);
        for (var length = 0; length < table.Bytes.Length; length++)
        {
            Assert.IsTrue(table.IsRefused(table.Bytes[..length], $"{length} bytes"), $"{length} bytes were read");
        }
    }

    /// <summary>A small table file and how to read what became of it.</summary>
    private sealed class Table : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly Func<string, int> _countRows;

        public Table(string kind)
        {
            var scores = PromptScoreTableTests.Scores(12).ToList();
            var path = _folder["whole.parquet"];
            if (kind == "curves")
            {
                CurveTable.Write(path, CurveTable.FromScores(scores));
                _countRows = file => CurveTable.Read(file).Count;
            }
            else
            {
                PromptScoreTable.Write(path, scores);
                _countRows = file => PromptScoreTable.Read(file).Count();
            }
            Bytes = File.ReadAllBytes(path);
            Assert.IsFalse(IsRefused(Bytes, "nothing"), "the whole file is refused");
        }

        public byte[] Bytes { get; }

        /// <summary>Whether a file of these bytes is refused rather than read; nothing else may happen.</summary>
        public bool IsRefused(byte[] bytes, string damage)
        {
            var path = _folder["damaged.parquet"];
            File.WriteAllBytes(path, bytes);
            var reading = Task.Run(() => ErrorOf(path));
            Assert.IsTrue(reading.Wait(s_deadline), $"{damage}: still reading after {s_deadline}");
            Assert.IsTrue(reading.Result is null or InputException, $"{damage}: {reading.Result}");
            if (reading.Result is { } error)
            {
                StringAssert.StartsWith(error.Message, path);
                Assert.DoesNotContain("\n", error.Message, damage);
            }
            return reading.Result is not null;
        }

        public void Dispose() => _folder.Dispose();

        private Exception? ErrorOf(string path)
        {
            try
            {
                _countRows(path);
                return null;
            }
            catch (Exception error)
            {
                return error;
            }
        }
    }
}
