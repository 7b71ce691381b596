using System.Runtime.InteropServices;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Errors;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Scoring;

/// <summary>
/// Log-probabilities and label probabilities from a network, batch by batch, without gradients and dropout. Rows of
/// different lengths are filled up on the right, which causal attention never sees; how rows fall into batches changes
/// results by rounding alone (below 1e-6), and the same call gives the same bits.
/// </summary>
public sealed class NetworkScorer
{
    private readonly LanguageModelNetwork _network;
    private readonly int _batchSize;

    /// <summary>Creates a scorer.</summary>
    /// <param name="network">The network; not copied, not disposed.</param>
    /// <param name="batchSize">Rows a forward pass, at least 1; 32 by default.</param>
    /// <exception cref="InputException">The batch size is below 1.</exception>
    public NetworkScorer(LanguageModelNetwork network, int batchSize = 32)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (batchSize < 1)
        {
            throw new InputException($"batchSize: {batchSize}; 1 or more is allowed");
        }
        (_network, _batchSize) = (network, batchSize);
    }

    /// <summary>ln p(xₜ | x₍&lt;ₜ₎) of every token but the first, in nats.</summary>
    /// <param name="rows">Token rows of 1 to context length + 1 tokens.</param>
    /// <returns>[row][t − 1] for t = 1…length − 1.</returns>
    /// <exception cref="InputException">A row is empty or too long, or a token is outside the vocabulary.</exception>
    public float[][] TokenLogProbabilities(IReadOnlyList<int[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var positions = rows.Select(row => Enumerable.Range(0, Math.Max(row.Length - 1, 0)).ToArray()).ToArray();
        var labels = rows.Select(row => row.Length == 0 ? row : row[1..]).ToArray();
        var inputs = rows.Select(row => row.Length > 1 ? row[..^1] : row).ToArray();
        var result = new float[rows.Count][];
        Score(inputs, positions, labels, (row, logProbabilities, _) => result[row] = logProbabilities.ToArray());
        return result;
    }

    /// <summary>−ln p(x₁…x_{T−1} | x₀) of each row, in nats.</summary>
    /// <inheritdoc cref="TokenLogProbabilities" path="/param"/>
    /// <inheritdoc cref="TokenLogProbabilities" path="/exception"/>
    public double[] SequenceNll(IReadOnlyList<int[]> rows) =>
        [.. TokenLogProbabilities(rows).Select(row => -row.Sum(value => (double)value))];

    /// <summary>The probabilities of labels after given positions, all of a row from one forward pass.</summary>
    /// <param name="rows">Token rows of 1 to context length tokens.</param>
    /// <param name="positions">[row][j]: positions in the row, from 0.</param>
    /// <param name="labels">[row][j]: the token whose probability after that position is wanted.</param>
    /// <exception cref="InputException">
    /// The three differ in shape, a position is outside its row, or a token or label is outside the vocabulary.
    /// </exception>
    public LabelScores LabelProbabilities(
        IReadOnlyList<int[]> rows, IReadOnlyList<int[]> positions, IReadOnlyList<int[]> labels)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(positions);
        ArgumentNullException.ThrowIfNull(labels);
        if (positions.Count != rows.Count || labels.Count != rows.Count)
        {
            throw new InputException(
                $"labels: {rows.Count} rows, {positions.Count} lists of positions and {labels.Count} of labels; all must be equal");
        }
        var scores = new LabelScores(new float[rows.Count][], new bool[rows.Count][]);
        Score(rows, positions, labels, (row, logProbabilities, correct) =>
        {
            scores.Probabilities[row] = [.. logProbabilities.ToArray().Select(MathF.Exp)];
            scores.Correct[row] = correct.ToArray();
        });
        return scores;
    }

    private delegate void Receive(int row, ReadOnlySpan<float> logProbabilities, ReadOnlySpan<bool> correct);

    private void Score(
        IReadOnlyList<int[]> rows, IReadOnlyList<int[]> positions, IReadOnlyList<int[]> labels, Receive receive)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            Check(row, rows[row], positions[row], labels[row]);
        }
        using var evaluation = new EvaluationScope(_network);
        for (var start = 0; start < rows.Count; start += _batchSize)
        {
            ScoreBatch(new Range(start, Math.Min(start + _batchSize, rows.Count)), rows, positions, labels, receive);
        }
    }

    private void ScoreBatch(
        Range range, IReadOnlyList<int[]> rows, IReadOnlyList<int[]> positions, IReadOnlyList<int[]> labels,
        Receive receive)
    {
        var (start, end) = (range.Start.Value, range.End.Value);
        var batch = Enumerable.Range(start, end - start).Select(row => rows[row]).ToArray();
        var time = batch.Max(row => row.Length);
        var wanted = new List<long>();
        var targets = new List<long>();
        for (var row = start; row < end; row++)
        {
            var offset = (row - start) * time;
            wanted.AddRange(positions[row].Select(position => (long)(offset + position)));
            targets.AddRange(labels[row].Select(label => (long)label));
        }
        var (logProbabilities, correct) = Forward(batch, [.. wanted], [.. targets]);
        var used = 0;
        for (var row = start; row < end; row++)
        {
            var count = positions[row].Length;
            receive(row, logProbabilities.AsSpan(used, count), correct.AsSpan(used, count));
            used += count;
        }
    }

    // Only the states at wanted positions go through the head.
    private (float[] LogProbabilities, bool[] Correct) Forward(int[][] rows, long[] wanted, long[] targets)
    {
        if (wanted.Length == 0)
        {
            return ([], []);
        }
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var device = _network.Device;
        var hidden = _network.HiddenStates(PaddedRows.ToTensor(rows, device));
        var picked = hidden.index_select(0, torch.tensor(wanted, device: device));
        var logits = _network.Project(picked); // [wanted, vocabulary]
        var labels = torch.tensor(targets, device: device);
        var logProbabilities = torch.nn.functional.log_softmax(logits, 1).gather(1, labels.unsqueeze(1)).squeeze(1);
        var correct = logits.argmax(1).eq(labels);
        return (
            MemoryMarshal.Cast<byte, float>(logProbabilities.contiguous().cpu().bytes).ToArray(),
            MemoryMarshal.Cast<byte, bool>(correct.cpu().bytes).ToArray());
    }

    private void Check(int row, int[] tokens, int[] positions, int[] labels)
    {
        var context = _network.Configuration.ContextLength;
        if (tokens.Length < 1 || tokens.Length > context)
        {
            throw new InputException($"row {row}: {tokens.Length} input tokens; the network's context allows 1 to {context}");
        }
        if (positions.Length != labels.Length)
        {
            throw new InputException($"row {row}: {positions.Length} positions and {labels.Length} labels; they must be equal");
        }
        var outside = positions.AsSpan().IndexOfAnyExceptInRange(0, tokens.Length - 1);
        if (outside >= 0)
        {
            throw new InputException($"row {row}: position {positions[outside]}; 0 to {tokens.Length - 1} is allowed");
        }
        TokenRange.Check(tokens, _network.Configuration.VocabularySize);
        TokenRange.Check(labels, _network.Configuration.VocabularySize);
    }
}
