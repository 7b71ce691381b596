using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Mapping;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Scoring;

/// <summary>Computes label probabilities at the scored positions of a prompt.</summary>
internal sealed class LabelProbabilityMapper : BatchedMapper<LabelPrompt, LabelOutput>
{
    private readonly SharedNetwork _network;
    private readonly LabelProbabilityOptions _options;

    public LabelProbabilityMapper(DataViewSchema schema, SharedNetwork network, LabelProbabilityOptions options)
        : base(schema, [.. Required(options).Select(c => c.Find(schema))], Computed(options))
    {
        _network = network;
        _options = options;
    }

    public override int BatchSize => _options.BatchSize;

    /// <summary>The columns that the transform needs: tokens, positions, labels.</summary>
    public static RequiredColumn[] Required(LabelProbabilityOptions options) =>
    [
        RequiredColumn.Int32Vector(nameof(LabelProbabilityTransformer), options.TokensColumnName),
        RequiredColumn.Int32Vector(nameof(LabelProbabilityTransformer), options.PositionsColumnName),
        RequiredColumn.Int32Vector(nameof(LabelProbabilityTransformer), options.LabelsColumnName),
    ];

    /// <summary>The columns that the transform adds.</summary>
    public static RowColumn<LabelOutput>[] Computed(LabelProbabilityOptions options) =>
    [
        new VectorColumn<LabelOutput, float>(
            options.ProbabilityColumnName, NumberDataViewType.Single, o => o.Probabilities),
        new VectorColumn<LabelOutput, bool>(
            options.CorrectColumnName, BooleanDataViewType.Instance, o => o.Correct),
    ];

    public override Func<LabelPrompt> CreateReader(DataViewRow row)
    {
        var tokens = RowReaders.Vector<int>(row, Inputs[0]);
        var positions = RowReaders.Vector<int>(row, Inputs[1]);
        var labels = RowReaders.Vector<int>(row, Inputs[2]);
        return () =>
        {
            var prompt = new LabelPrompt(tokens(), positions(), labels());
            Check(prompt, _network.Configuration, row.Position);
            return prompt;
        };
    }

    public override IBatchScorer<LabelPrompt, LabelOutput> OpenScorer() => new Scorer(_network.Open(), BatchSize);

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

    private sealed class Scorer(SharedNetwork.Lease lease, int batchSize) : IBatchScorer<LabelPrompt, LabelOutput>
    {
        private readonly NetworkScorer _scorer = new(lease.Network, batchSize);

        public LabelOutput[] Score(IReadOnlyList<LabelPrompt> rows)
        {
            var scores = _scorer.LabelProbabilities(
                [.. rows.Select(r => r.Tokens)], [.. rows.Select(r => r.Positions)], [.. rows.Select(r => r.Labels)]);
            return [.. rows.Select((_, i) => new LabelOutput(scores.Probabilities[i], scores.Correct[i]))];
        }

        public void Dispose() => lease.Dispose();
    }
}
