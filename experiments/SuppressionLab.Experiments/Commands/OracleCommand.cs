using System.CommandLine;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>oracle</c>: the exact log-likelihood of each document under each component, and the posterior.</summary>
internal static class OracleCommand
{
    public static Command Create()
    {
        var mixture = new Option<string>("--mixture") { Description = "A *.mixture.json file", Required = true };
        var documents = new Option<string>("--documents")
        {
            Description = "Documents: JSON Lines, Parquet, or a published GINC file",
            Required = true,
        };
        var tokenizer = new Option<string?>("--tokenizer") { Description = "tokenizer.json of a published GINC file, if not beside it" };
        var target = new Option<string>("--out") { Description = "The JSON file to write", Required = true };
        var smoothing = new Option<double>("--smoothing") { Description = "Smoothing of the transitions, 0 to 1; 0 unless given" };
        var command = new Command("oracle", "Scores documents with the exact Bayesian learner")
        {
            mixture, documents, tokenizer, target, smoothing,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var epsilon = parsed.GetValue(smoothing);
            if (!(epsilon is >= 0 and <= 1))
            {
                throw new InputException($"--smoothing is {epsilon}; allowed: 0 to 1");
            }
            var read = MixtureFile.Read(parsed.GetValue(mixture)!);
            var learner = new DocumentLearner(read, epsilon);
            var scores = DocumentFile.Read(parsed.GetValue(documents)!, read, parsed.GetValue(tokenizer))
                .Select(document =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    return Score(learner, document);
                }).ToList();
            AtomicFile.WriteText(parsed.GetValue(target)!, StrictJson.FormatLine(new OracleOutput(scores)) + "\n");
            parsed.InvocationConfiguration.Output.WriteLine($"{scores.Count} documents scored");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    /// <summary>JSON has no −∞ and no NaN: null stands for either.</summary>
    private static OracleDocument Score(DocumentLearner learner, Document document)
    {
        var (likelihoods, posterior, best) = learner.Infer(document.Tokens);
        return new OracleDocument(
            Array.ConvertAll(likelihoods, l => double.IsFinite(l) ? l : (double?)null),
            best < 0 ? null : posterior,
            best < 0 ? null : best);
    }

    private sealed record OracleOutput(IReadOnlyList<OracleDocument> Documents);

    private sealed record OracleDocument(double?[] LogLikelihood, double[]? Posterior, int? MostLikely);
}
