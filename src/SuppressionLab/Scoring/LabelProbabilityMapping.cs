using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Mapping;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Scoring;

/// <summary>Computes label probabilities at the scored positions of a prompt.</summary>
internal sealed class LabelProbabilityMapping : RowMapping<LabelPrompt, LabelOutput>
{
    private readonly SharedNetwork.Lease _network;
    private readonly LabelProbabilityOptions _options;

    public LabelProbabilityMapping(SharedNetwork.Lease network, LabelProbabilityOptions options)
        : base(SignatureOf(options))
    {
        _network = network;
        _options = options;
    }

    public override int BatchSize => _options.BatchSize;

    /// <summary>Reads tokens, positions and labels; adds probabilities and correctness.</summary>
    public static RowSignature<LabelOutput> SignatureOf(LabelProbabilityOptions options)
    {
        const string Owner = nameof(LabelProbabilityTransformer);
        return new(
            [
                RequiredColumn.Int32Vector(Owner, options.TokensColumnName),
                RequiredColumn.Int32Vector(Owner, options.PositionsColumnName),
                RequiredColumn.Int32Vector(Owner, options.LabelsColumnName),
            ],
            [
                new VectorColumn<LabelOutput, float>(
                    options.ProbabilityColumnName, NumberDataViewType.Single, o => o.Probabilities),
                new VectorColumn<LabelOutput, bool>(
                    options.CorrectColumnName, BooleanDataViewType.Instance, o => o.Correct),
            ]);
    }

    public override Func<LabelPrompt> CreateReader(DataViewRow row, IReadOnlyList<DataViewSchema.Column> inputs)
    {
        var tokens = RowReaders.Vector<int>(row, inputs[0]);
        var positions = RowReaders.Vector<int>(row, inputs[1]);
        var labels = RowReaders.Vector<int>(row, inputs[2]);
        return () =>
        {
            var prompt = new LabelPrompt(tokens(), positions(), labels());
            Check(prompt, _network.Configuration, row.Position);
            return prompt;
        };
    }

    public override IBatchScorer<LabelPrompt, LabelOutput> OpenScorer() =>
        new NetworkBatchScorer<LabelPrompt, LabelOutput>(_network.Open(), network => Score(new NetworkScorer(network, BatchSize)));

    private void Check(LabelPrompt prompt, NetworkConfiguration configuration, long row)
    {
        TokenChecks.CheckLength(prompt.Tokens.Length, configuration.ContextLength, _options.TokensColumnName, row);
        TokenChecks.CheckRange(prompt.Tokens, configuration.VocabularySize, _options.TokensColumnName, row);
        TokenChecks.CheckRange(prompt.Positions, prompt.Tokens.Length, _options.PositionsColumnName, row);
        TokenChecks.CheckRange(prompt.Labels, configuration.VocabularySize, _options.LabelsColumnName, row);
        if (prompt.Positions.Length != prompt.Labels.Length)
        {
            throw new InputException(
                $"row {row}: column '{_options.PositionsColumnName}' has {prompt.Positions.Length} items and "
                + $"'{_options.LabelsColumnName}' {prompt.Labels.Length}; they must be as many");
        }
    }

    private static Func<IReadOnlyList<LabelPrompt>, LabelOutput[]> Score(NetworkScorer scorer) => rows =>
    {
        var scores = scorer.LabelProbabilities(
            [.. rows.Select(r => r.Tokens)], [.. rows.Select(r => r.Positions)], [.. rows.Select(r => r.Labels)]);
        return [.. rows.Select((_, i) => new LabelOutput(scores.Probabilities[i], scores.Correct[i]))];
    };
}
