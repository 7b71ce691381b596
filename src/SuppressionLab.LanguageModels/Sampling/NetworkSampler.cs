using System.Runtime.InteropServices;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Sampling;

/// <summary>
/// Draws token sequences from a network, batch by batch, without gradients and dropout. Each sequence has a random
/// stream of its own, so that it is a pure function of (network, prompt, stream) up to rounding: the batch changes a
/// draw only where a uniform number falls within 1e-6 of a boundary, and neither reads nor moves torch's random
/// generators.
/// </summary>
/// <remarks>
/// Excluded tokens are never drawn: the others' probabilities are divided by their sum, and each sequence says how
/// probable the excluded ones were. Every token costs a forward pass over those before it (nothing is cached), which
/// is quick for some tens of tokens and slow for thousands.
/// </remarks>
public sealed class NetworkSampler
{
    private readonly LanguageModelNetwork _network;
    private readonly int _batchSize;

    /// <summary>Creates a sampler.</summary>
    /// <param name="network">The network; not copied, not disposed.</param>
    /// <param name="batchSize">Sequences a forward pass, at least 1; 128 by default.</param>
    /// <exception cref="InputException">The batch size is below 1.</exception>
    public NetworkSampler(LanguageModelNetwork network, int batchSize = 128)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (batchSize < 1)
        {
            throw new InputException($"batchSize: {batchSize}; 1 or more is allowed");
        }
        (_network, _batchSize) = (network, batchSize);
    }

    /// <summary>Draws sequences 0 … count − 1 at temperature 1, all from one first token.</summary>
    /// <param name="first">The token that every sequence starts from, and that is not part of the result: a BOS.</param>
    /// <param name="length">Tokens to draw, 1 to the network's context length.</param>
    /// <param name="count">How many sequences; at least 1.</param>
    /// <param name="key">The name of the random stream; sequence i uses its item i.</param>
    /// <param name="excluded">Tokens that are not drawn; not all.</param>
    /// <param name="cancellation">Asks to stop between tokens.</param>
    /// <exception cref="InputException">A number is out of range, or no token is left.</exception>
    public SampledSequence[] Sample(
        int first, int length, int count, RandomKey key, IReadOnlyCollection<int>? excluded = null,
        CancellationToken cancellation = default)
    {
        if (count < 1)
        {
            throw new InputException($"count: {count}; 1 or more is allowed");
        }
        return Continue(
            [.. Enumerable.Repeat<int[]>([first], count)], [.. Enumerable.Range(0, count).Select(i => key.Derive(i))], length, 1,
            excluded, cancellation);
    }

    /// <summary>Draws a continuation of each of several prompts, which may differ in length.</summary>
    /// <param name="prompts">Token rows of at least 1 token each; a BOS, where one is wanted, is their first.</param>
    /// <param name="keys">The name of each prompt's random stream.</param>
    /// <param name="length">Tokens to draw; with the longest prompt at most the network's context length + 1.</param>
    /// <param name="temperature">What logits are divided by, above 0; 1 by default, the network's own distribution.</param>
    /// <param name="excluded">Tokens that are not drawn; not all.</param>
    /// <param name="cancellation">Asks to stop between tokens.</param>
    /// <returns>One sequence a prompt, the prompt not included.</returns>
    /// <exception cref="InputException">A number is out of range, a prompt does not fit, or no token is left.</exception>
    public SampledSequence[] Continue(
        IReadOnlyList<int[]> prompts, IReadOnlyList<RandomKey> keys, int length, double temperature = 1,
        IReadOnlyCollection<int>? excluded = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(keys);
        var vocabulary = _network.Configuration.VocabularySize;
        Check(prompts, keys, length, temperature);
        Check(excluded ?? [], vocabulary);
        var distribution = new TokenDistribution([.. Enumerable.Range(0, vocabulary).Except(excluded ?? [])], temperature);
        using var evaluation = new EvaluationScope(_network);
        return [.. Enumerable.Range(0, prompts.Count).Chunk(_batchSize).SelectMany(rows => SampleBatch(
            [.. rows.Select(i => prompts[i])], [.. rows.Select(i => keys[i].Open())], length, distribution, cancellation))];
    }

    private SampledSequence[] SampleBatch(
        int[][] prompts, RandomStream[] streams, int length, TokenDistribution distribution, CancellationToken cancellation)
    {
        var rows = prompts.Select(prompt => new List<int>(prompt)).ToArray();
        var kept = prompts.Select(_ => 1.0).ToArray();
        for (var t = 0; t < length; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            var logits = Logits([.. rows.Select(row => row.ToArray())]);
            var vocabulary = logits.Length / rows.Length;
            for (var row = 0; row < rows.Length; row++)
            {
                var (token, share) = distribution.Draw(logits.AsSpan(row * vocabulary, vocabulary), streams[row].NextDouble());
                rows[row].Add(token);
                kept[row] *= share;
            }
        }
        return [.. rows.Select((row, i) => new SampledSequence([.. row.Skip(prompts[i].Length)], 1 - kept[i]))];
    }

    /// <summary>[rows · vocabulary]: the logits after each row's last token.</summary>
    private float[] Logits(int[][] rows)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var tokens = PaddedRows.ToTensor(rows, _network.Device);
        var last = rows.Select((row, i) => (i * tokens.shape[1]) + row.Length - 1).ToArray();
        var hidden = _network.HiddenStates(tokens).index_select(0, torch.tensor(last, device: _network.Device));
        return MemoryMarshal.Cast<byte, float>(_network.Project(hidden).contiguous().cpu().bytes).ToArray();
    }

    private void Check(IReadOnlyList<int[]> prompts, IReadOnlyList<RandomKey> keys, int length, double temperature)
    {
        if (keys.Count != prompts.Count)
        {
            throw new InputException($"keys: {keys.Count} for {prompts.Count} prompts; they must be as many");
        }
        if (!(temperature > 0 && double.IsFinite(temperature)))
        {
            throw new InputException($"temperature: {temperature}; a finite number above 0 is allowed");
        }
        var context = _network.Configuration.ContextLength;
        for (var row = 0; row < prompts.Count; row++)
        {
            var prompt = prompts[row];
            TokenRange.Check(prompt, _network.Configuration.VocabularySize);
            if (prompt.Length < 1 || prompt.Length > context)
            {
                throw new InputException($"prompt {row}: {prompt.Length} tokens; the network's context allows 1 to {context}");
            }
            // The last token drawn is not read.
            var room = context + 1 - prompt.Length;
            if (length < 1 || length > room)
            {
                throw new InputException(
                    $"length: {length} tokens after the {prompt.Length} of prompt {row}; the network's context allows 1 to {room}");
            }
        }
    }

    private static void Check(IReadOnlyCollection<int> excluded, int vocabulary)
    {
        TokenRange.Check([.. excluded], vocabulary);
        if (excluded.Distinct().Count() == vocabulary)
        {
            throw new InputException("excluded: every token; at least one must be left");
        }
    }
}
