using System.Runtime.InteropServices;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Sampling;

/// <summary>
/// Draws token sequences from a network at temperature 1, batch by batch, without gradients and dropout. Sequence i has
/// a random stream of its own, so that it is a pure function of (network, first token, key, i) up to rounding: the
/// batch size changes a draw only where a uniform number falls within 1e-6 of a boundary, and neither reads nor moves
/// torch's random generators.
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

    /// <summary>Draws sequences 0 … count − 1.</summary>
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
        var vocabulary = _network.Configuration.VocabularySize;
        Check(first, length, count, excluded ?? [], vocabulary);
        var allowed = Enumerable.Range(0, vocabulary).Except(excluded ?? []).ToArray();
        using var evaluation = new EvaluationScope(_network);
        return [.. Enumerable.Range(0, count).Chunk(_batchSize).SelectMany(rows =>
            SampleBatch(first, length, [.. rows.Select(i => key.Derive(i).Open())], allowed, cancellation))];
    }

    private SampledSequence[] SampleBatch(
        int first, int length, RandomStream[] streams, int[] allowed, CancellationToken cancellation)
    {
        var tokens = new int[streams.Length][];
        var kept = new double[streams.Length];
        for (var row = 0; row < streams.Length; row++)
        {
            tokens[row] = new int[length];
            kept[row] = 1;
        }
        for (var t = 0; t < length; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            var logits = Logits(first, tokens, t);
            var vocabulary = logits.Length / streams.Length;
            for (var row = 0; row < streams.Length; row++)
            {
                var at = logits.AsSpan(row * vocabulary, vocabulary);
                var (token, share) = Draw(at, allowed, streams[row].NextDouble());
                tokens[row][t] = token;
                kept[row] *= share;
            }
        }
        return [.. tokens.Select((row, i) => new SampledSequence(row, 1 - kept[i]))];
    }

    /// <summary>[rows · vocabulary]: the logits after the first token and t drawn ones.</summary>
    private float[] Logits(int first, int[][] tokens, int t)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var inputs = new long[tokens.Length * (t + 1)];
        for (var row = 0; row < tokens.Length; row++)
        {
            inputs[row * (t + 1)] = first;
            for (var i = 0; i < t; i++)
            {
                inputs[(row * (t + 1)) + 1 + i] = tokens[row][i];
            }
        }
        var hidden = _network.HiddenStates(torch.tensor(inputs, [tokens.Length, t + 1], device: _network.Device));
        var last = hidden.view(tokens.Length, t + 1, -1).select(1, t);
        return MemoryMarshal.Cast<byte, float>(_network.Project(last).contiguous().cpu().bytes).ToArray();
    }

    /// <summary>Inverts the distribution of the allowed tokens; gives their share of all tokens beside the draw.</summary>
    private static (int Token, double Share) Draw(ReadOnlySpan<float> logits, int[] allowed, double uniform)
    {
        var largest = float.NegativeInfinity;
        foreach (var logit in logits)
        {
            largest = Math.Max(largest, logit);
        }
        var (total, sum) = (0.0, 0.0);
        foreach (var logit in logits)
        {
            total += Math.Exp(logit - largest);
        }
        foreach (var token in allowed)
        {
            sum += Math.Exp(logits[token] - largest);
        }
        var target = uniform * sum;
        foreach (var token in allowed)
        {
            target -= Math.Exp(logits[token] - largest);
            if (target < 0)
            {
                return (token, sum / total);
            }
        }
        return (allowed[^1], sum / total);
    }

    private void Check(int first, int length, int count, IReadOnlyCollection<int> excluded, int vocabulary)
    {
        TokenRange.Check([first], vocabulary);
        TokenRange.Check([.. excluded], vocabulary);
        var context = _network.Configuration.ContextLength;
        if (length < 1 || length > context)
        {
            throw new InputException($"length: {length} tokens; the network's context allows 1 to {context}");
        }
        if (count < 1)
        {
            throw new InputException($"count: {count}; 1 or more is allowed");
        }
        if (excluded.Distinct().Count() == vocabulary)
        {
            throw new InputException("excluded: every token; at least one must be left");
        }
    }
}
