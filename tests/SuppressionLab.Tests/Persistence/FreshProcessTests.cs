using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Persistence;

[TestClass]
public sealed class FreshProcessTests
{
    [TestMethod]
    public void A_process_that_has_called_nothing_of_ours_loads_a_model_to_the_same_bits()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        try
        {
            var ml = Tiny.Context();
            var documents = Tiny.Documents(ml, count: 8);
            using var model = Tiny.Model(ml);
            var chain = new TransformerChain<ITransformer>(
                ml.Transforms.CopyColumns("Copy", ColumnNames.Tokens).Fit(documents), model);
            ml.Model.Save(chain, documents.Schema, path);

            var tokens = Views.Vectors<int>(documents, ColumnNames.Tokens)[0];
            var expected = FreshProcess.Score(path, ColumnNames.TokenLogProbabilities, tokens);
            var here = Views.Vectors<float>(chain.Transform(ml.Data.TakeRows(documents, 1)), ColumnNames.TokenLogProbabilities)[0];
            Assert.AreEqual(expected, string.Join(" ", here.Select(v => BitConverter.SingleToInt32Bits(v).ToString("x8"))));

            var (exitCode, output, error) = Run("score", path, ColumnNames.TokenLogProbabilities, string.Join(',', tokens));
            Assert.AreEqual(0, exitCode, error);
            Assert.AreEqual(expected, output.Trim());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(FreshProcessTests).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // As many threads as here: the number changes the order of sums, and so the bits.
            Environment = { ["OMP_NUM_THREADS"] = "1", ["MKL_NUM_THREADS"] = "1" },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.IsTrue(process.WaitForExit(TimeSpan.FromMinutes(2)), "the process did not end");
        return (process.ExitCode, output, error.Result);
    }
}
