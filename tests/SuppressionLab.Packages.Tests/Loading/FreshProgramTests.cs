using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.LanguageModels.Native;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Packages.Tests.Packing;
using SuppressionLab.Tests.Shared;

namespace SuppressionLab.Packages.Tests.Loading;

/// <summary>
/// A program outside the repository that references Microsoft.ML, the package SuppressionLab and a native libtorch, and
/// that calls nothing of ours, loads what this process saved.
/// </summary>
[TestClass]
public sealed class FreshProgramTests
{
    private static readonly string[] Columns = [ColumnNames.TokenLogProbabilities, ColumnNames.LabelProbability];
    private static readonly TemporaryFolder Saved = new();
    private static string[] _expected = [];

    private static string ModelFile => Saved.File("model.zip");

    private static string RowsFile => Saved.File("rows.idv");

    [ClassInitialize]
    public static void SaveAModelAndScoreItHere(TestContext context)
    {
        // Bits compare at one number of threads: it changes the order of sums.
        TorchRuntime.Threads = 1;
        var ml = new MLContext(seed: 1);
        var mixture = GincMixture.Draw(new GincOptions { Components = 3, Entities = 3, Properties = 4, VocabularySize = 10 }, seed: 5);
        var network = new Gpt2Configuration
        {
            VocabularySize = mixture.TokenCount, ContextLength = 24, Layers = 2, Width = 16, Heads = 2,
        };
        var documents = ml.Suppression.Documents(mixture, new() { Count = 40, Length = 24 });
        var prompts = ml.Suppression.InContextPrompts(mixture, new() { K = 3, ContextLength = 24, Count = 30 });
        using var model = ml.Suppression.Trainers
            .Pretraining(network, new TrainingOptions { Steps = 30, LearningRate = 5e-3, BatchSize = 4 }).Fit(documents);
        using var labels = ml.Suppression.Transforms.LabelProbabilities(model).Fit(prompts);
        var chain = new TransformerChain<ITransformer>(
            ml.Transforms.CopyColumns("Copy", ColumnNames.Tokens).Fit(prompts), model, labels);
        ml.Model.Save(chain, prompts.Schema, ModelFile);
        using (var stream = File.Create(RowsFile))
        {
            ml.Data.SaveAsBinary(prompts, stream);
        }
        _expected = [.. Consumer.ScoreBits.Of(chain.Transform(prompts), Columns)];
    }

    [ClassCleanup]
    public static void Remove() => Saved.Dispose();

    [TestMethod]
    public void The_scores_to_compare_are_of_every_row_and_differ()
    {
        Assert.HasCount(2 * 30, _expected);
        Assert.IsGreaterThan(50, _expected.Distinct().Count());
    }

    /// <summary>The natives lie below runtimes/ in the output.</summary>
    [TestMethod]
    public void A_portable_program_scores_to_the_same_bits()
    {
        using var program = new ConsumerProgram();
        program.Build();
        Assert.IsTrue(Directory.Exists(program.Output("runtimes")), "the build is not portable");
        program.MustPrint(_expected, "dotnet", [program.Output("Consumer.dll"), ModelFile, RowsFile, .. Columns]);
    }

    /// <summary>The natives lie beside the program.</summary>
    [TestMethod]
    public void A_program_for_one_runtime_scores_to_the_same_bits()
    {
        using var program = new ConsumerProgram();
        var runtime = RuntimeInformation.RuntimeIdentifier;
        program.Build("-r", runtime, "--self-contained", "false");
        Assert.IsFalse(Directory.Exists(program.Output(runtime, "runtimes")), "the build is portable");
        program.MustPrint(_expected, program.Output(runtime, "Consumer"), [ModelFile, RowsFile, .. Columns]);
    }

    /// <summary>The natives lie where NuGet unpacked them, one folder a package.</summary>
    [TestMethod]
    public void A_program_that_runs_from_the_package_folders_scores_to_the_same_bits()
    {
        using var program = new ConsumerProgram();
        program.Build("-p:CopyLocalLockFileAssemblies=false", "-p:GenerateRuntimeConfigDevFile=true");
        Assert.IsFalse(File.Exists(program.Output("SuppressionLab.dll")), "the packages were copied");
        program.MustPrint(_expected, "dotnet", [program.Output("Consumer.dll"), ModelFile, RowsFile, .. Columns]);
    }
}
