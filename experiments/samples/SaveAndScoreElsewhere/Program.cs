// Saves a chain of ML.NET's transforms and ours in one process and scores with it in another, to the same bits.
// usage: SaveAndScoreElsewhere [STEPS]   (it starts itself again as: SaveAndScoreElsewhere score MODEL ROWS)
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;

return args is ["score", var model, var rows] ? Elsewhere.Score(model, rows) : Here.Save(args.Length > 0 ? int.Parse(args[0]) : 100);

internal static class Here
{
    public static int Save(int steps)
    {
        var ml = new MLContext(seed: 1);
        var mixture = GincMixture.Draw(new GincOptions { Components = 3 }, seed: 1);
        var documents = ml.Suppression.Documents(mixture, new() { Count = 500, Length = 128 });
        var prompts = ml.Suppression.InContextPrompts(mixture, new() { K = 5, ContextLength = 128, Count = 20 });
        var network = new Gpt2Configuration
        {
            VocabularySize = mixture.TokenCount, ContextLength = 128, Layers = 2, Width = 64, Heads = 2,
        };
        using var pretrained = ml.Suppression.Trainers
            .Pretraining(network, new TrainingOptions { Steps = steps, LearningRate = 3e-3 }).Fit(documents);

        // The weights go into the model file; the rows into ML.NET's own binary file.
        using var scorer = ml.Suppression.Transforms.LabelProbabilities(pretrained)
            .Append(ml.Transforms.SelectColumns("Prompt", "LabelProbability")).Fit(prompts);
        ml.Model.Save(scorer, prompts.Schema, "model.zip");
        using (var stream = File.Create("rows.idv"))
        {
            ml.Data.SaveAsBinary(prompts, stream);
        }

        var here = Scores.Of(scorer.Transform(prompts));
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["score", "model.zip", "rows.idv"])
        {
            RedirectStandardOutput = true,
        })!;
        var elsewhere = process.StandardOutput.ReadToEnd().ReplaceLineEndings("\n");
        process.WaitForExit();
        Console.Write(elsewhere);
        Console.WriteLine($"the same bits in both processes: {(elsewhere == here ? "yes" : "no")}");
        return elsewhere == here ? process.ExitCode : 1;
    }
}

internal static class Elsewhere
{
    // Only ML.NET is called here: the file names the assembly that it needs, and loading finds it.
    public static int Score(string model, string rows)
    {
        var ml = new MLContext();
        var scorer = ml.Model.Load(model, out _);
        Console.Write(Scores.Of(scorer.Transform(ml.Data.LoadFromBinary(rows))));
        return 0;
    }
}

internal static class Scores
{
    // "R" keeps every bit of a float.
    public static string Of(IDataView scored) => string.Concat(
        scored.GetColumn<int>("Prompt").Zip(
            scored.GetColumn<float[]>("LabelProbability"),
            (prompt, scores) => $"prompt {prompt}: {string.Join(' ', scores.Select(s => s.ToString("R")))}\n"));
}
