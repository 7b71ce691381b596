using System.CommandLine;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Preferences;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Experiments.Commands;

/// <summary>
/// <c>generate</c>: documents, in-context prompts or preference pairs of a mixture, and the mixture itself.
/// </summary>
internal static class GenerateCommand
{
    private static readonly Argument<string> Mixture = new("MIXTURE")
    {
        Description = "A *.mixture.json file, or ginc for a fresh mixture of the published sizes",
    };

    private static readonly Option<long> Documents = new("--documents") { Description = "How many documents" };

    private static readonly Option<int> Length = new("--length")
    {
        Description = "Length in tokens of a document, or of a pair's prompt and answer (1024 unless given), its BOS included",
        DefaultValueFactory = _ => 10_240,
    };

    /// <summary>The published length of a prompt and answer, where none is given.</summary>
    private const int PairLength = 1_024;

    private static readonly Option<long> Prompts = new("--prompts") { Description = "How many prompts, instead of documents" };

    private static readonly Option<long> Pairs = new("--pairs")
    {
        Description = "How many preference pairs, instead of documents",
    };

    private static readonly Option<int[]> Favoured = new("--favoured")
    {
        Description = "Components of chosen answers; all others are rejected",
        DefaultValueFactory = _ => [0],
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<int> PromptLength = new("--prompt-length")
    {
        Description = "Length of a pair's prompt in tokens, its BOS included",
        DefaultValueFactory = _ => 1,
    };

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
        var command = new Command("generate", "Generates documents, in-context prompts or preference pairs")
        {
            Mixture, Documents, Length, Prompts, ExampleLength, Shots, Pairs, Favoured, PromptLength, Seed, Target,
            MixtureTarget,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var seed = Limit(parsed.GetValue(Seed), 0, long.MaxValue, "--seed");
            var mixture = Open(parsed.GetValue(Mixture)!, (ulong)seed);
            Option<long>[] counts = [Documents, Prompts, Pairs];
            string[] given = [.. counts.Where(option => parsed.GetValue(option) != 0).Select(option => option.Name)];
            if (given.Length > 1)
            {
                throw new InputException($"{string.Join(" and ", given)} are given; one of them is needed");
            }
            var write = given switch
            {
                ["--prompts"] => WritePrompts,
                ["--pairs"] => WritePairs,
                _ => (Func<ParseResult, HmmMixture, RandomKey, CancellationToken, string>)WriteDocuments,
            };
            var written = write(parsed, mixture, RandomKey.FromSeed((ulong)seed), cancellation);
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

    private static string WritePairs(
        ParseResult parsed, HmmMixture mixture, RandomKey key, CancellationToken cancellation)
    {
        var count = Limit(parsed.GetValue(Pairs), 1, 100_000_000, "--pairs");
        var prompt = (int)Limit(parsed.GetValue(PromptLength), 1, (1 << 24) - 1, "--prompt-length");
        var isLengthGiven = parsed.GetResult(Length) is { Implicit: false };
        var length = (int)Limit(isLengthGiven ? parsed.GetValue(Length) : PairLength, prompt + 1, 1 << 24, "--length");
        var options = new PreferencePairOptions
        {
            Favoured = parsed.GetValue(Favoured)!, AnswerSymbols = length - prompt, PromptSymbols = prompt - 1,
        };
        var sampler = new PreferencePairSampler(mixture, options, key.Derive("pairs"));
        PreferencePairFile.Write(parsed.GetValue(Target)!, Items(count, sampler.Sample, cancellation));
        return $"{count} preference pairs of {prompt} prompt and {length - prompt} answer tokens";
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
