using System.CommandLine;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>generate</c>: documents or in-context prompts of a mixture, and the mixture itself.</summary>
internal static class GenerateCommand
{
    private static readonly Argument<string> Mixture = new("MIXTURE")
    {
        Description = "A *.mixture.json file, or ginc for a fresh mixture of the published sizes",
    };

    private static readonly Option<long> Documents = new("--documents") { Description = "How many documents" };

    private static readonly Option<int> Length = new("--length")
    {
        Description = "Document length in tokens, its BOS included",
        DefaultValueFactory = _ => 10_240,
    };

    private static readonly Option<long> Prompts = new("--prompts") { Description = "How many prompts, instead of documents" };

    private static readonly Option<int> ExampleLength = new("--k")
    {
        Description = "Example length of prompts, in symbols",
        DefaultValueFactory = _ => 5,
    };

    private static readonly Option<int> Shots = new("--shots")
    {
        Description = "Examples in a prompt",
        DefaultValueFactory = _ => 100,
    };

    private static readonly Option<long> Seed = new("--seed") { Description = "The root seed", DefaultValueFactory = _ => 1 };

    private static readonly Option<string> Target = new("--out")
    {
        Description = "The file to write: .jsonl or .parquet",
        Required = true,
    };

    private static readonly Option<string?> MixtureTarget = new("--mixture-out")
    {
        Description = "Also writes the mixture to this *.mixture.json file",
    };

    public static Command Create()
    {
        var command = new Command("generate", "Generates documents or in-context prompts")
        {
            Mixture, Documents, Length, Prompts, ExampleLength, Shots, Seed, Target, MixtureTarget,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var seed = Limit(parsed.GetValue(Seed), 0, long.MaxValue, "--seed");
            var mixture = Open(parsed.GetValue(Mixture)!, (ulong)seed);
            if (parsed.GetValue(Prompts) != 0 && parsed.GetValue(Documents) != 0)
            {
                throw new InputException("--documents and --prompts are both given; one of them is needed");
            }
            var written = parsed.GetValue(Prompts) != 0
                ? WritePrompts(parsed, mixture, RandomKey.FromSeed((ulong)seed), cancellation)
                : WriteDocuments(parsed, mixture, RandomKey.FromSeed((ulong)seed), cancellation);
            if (parsed.GetValue(MixtureTarget) is { } path)
            {
                MixtureFile.Write(path, mixture);
            }
            parsed.InvocationConfiguration.Output.WriteLine(written);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static HmmMixture Open(string nameOrPath, ulong seed) => nameOrPath == "ginc" && !File.Exists(nameOrPath)
        ? GincMixture.Draw(new GincOptions(), seed)
        : MixtureFile.Read(nameOrPath);

    private static string WriteDocuments(
        ParseResult parsed, HmmMixture mixture, RandomKey key, CancellationToken cancellation)
    {
        var count = Limit(parsed.GetValue(Documents), 1, 100_000_000, "--documents");
        var length = (int)Limit(parsed.GetValue(Length), 2, 1 << 24, "--length");
        var sampler = new DocumentSampler(mixture, length - 1, key.Derive("documents"));
        DocumentFile.Write(parsed.GetValue(Target)!, Items(count, sampler.Sample, cancellation));
        return $"{count} documents of {length} tokens (BOS counted, not written)";
    }

    private static string WritePrompts(
        ParseResult parsed, HmmMixture mixture, RandomKey key, CancellationToken cancellation)
    {
        var count = Limit(parsed.GetValue(Prompts), 1, 100_000_000, "--prompts");
        var k = (int)Limit(parsed.GetValue(ExampleLength), 2, 1 << 16, "--k");
        var shots = (int)Limit(parsed.GetValue(Shots), 1, 1 << 20, "--shots");
        var length = (int)Limit((long)shots * (k + 1), 1, 1 << 24, "--shots times (--k + 1)");
        var sampler = new PromptSampler(mixture, k, length, key.Derive("prompts").Derive(k));
        PromptFile.Write(parsed.GetValue(Target)!, Items(count, sampler.Sample, cancellation));
        return $"{count} prompts of {shots} examples of {k} symbols";
    }

    private static IEnumerable<T> Items<T>(long count, Func<long, T> sample, CancellationToken cancellation)
    {
        for (var i = 0L; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return sample(i);
        }
    }

    private static long Limit(long value, long minimum, long maximum, string option) => value >= minimum && value <= maximum
        ? value
        : throw new InputException($"{option} is {value}; allowed: {minimum} to {maximum}");
}
