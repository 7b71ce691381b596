using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Sampling;
using SuppressionLab.Mapping;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;

namespace SuppressionLab.Sampling;

/// <summary>Draws a continuation of a row's tokens.</summary>
internal sealed class ContinuationMapping : RowMapping<PositionedPrompt, int[]>
{
    private readonly SharedNetwork.Lease _network;
    private readonly ContinuationOptions _options;
    private readonly RandomKey _key;

    /// <summary>Creates the mapping.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">Options with every default filled in.</param>
    public ContinuationMapping(SharedNetwork.Lease network, ContinuationOptions options)
        : base(SignatureOf(options))
    {
        _network = network;
        _options = options;
        _key = RandomKey.FromSeed(options.Seed!.Value).Derive(options.Stream);
    }

    public override int BatchSize => _options.BatchSize;

    /// <summary>Reads tokens; adds as many as are drawn.</summary>
    public static RowSignature<int[]> SignatureOf(ContinuationOptions options) => new(
        [RequiredColumn.Int32Vector(nameof(ContinuationTransformer), options.TokensColumnName)],
        [
            new VectorColumn<int[], int>(options.OutputColumnName, NumberDataViewType.Int32, tokens => tokens, options.Length)
            {
                VocabularyOfInput = 0,
            },
        ]);

    public override Func<PositionedPrompt> CreateReader(DataViewRow row, IReadOnlyList<DataViewSchema.Column> inputs)
    {
        var tokens = RowReaders.Vector<int>(row, inputs[0]);
        return () =>
        {
            var prompt = tokens();
            TokenChecks.CheckRange(prompt, _network.Configuration.VocabularySize, _options.TokensColumnName, row.Position);
            prompt = _options.PrependBos ? [_options.BosToken!.Value, .. prompt] : prompt;
            CheckRoom(prompt.Length, row.Position);
            return new PositionedPrompt(prompt, row.Position);
        };
    }

    public override IBatchScorer<PositionedPrompt, int[]> OpenScorer() => new NetworkBatchScorer<PositionedPrompt, int[]>(
        _network.Open(), network => Draw(new NetworkSampler(network, BatchSize)));

    private Func<IReadOnlyList<PositionedPrompt>, int[][]> Draw(NetworkSampler sampler) => rows =>
    [
        .. sampler.Continue(
            [.. rows.Select(row => row.Tokens)], [.. rows.Select(row => _key.Derive(row.Position))],
            _options.Length, _options.Temperature, _options.ExcludedTokens).Select(sequence => sequence.Tokens),
    ];

    // The last token drawn is not read.
    private void CheckRoom(int length, long row)
    {
        var most = _network.Configuration.ContextLength + 1 - _options.Length;
        if (length < 1 || length > most)
        {
            throw new InputException(
                $"column '{_options.TokensColumnName}', row {row}: {length} tokens"
                + $"{(_options.PrependBos ? " with the BOS" : "")}; before {_options.Length} drawn ones the network's context allows 1 to {most}");
        }
    }
}
