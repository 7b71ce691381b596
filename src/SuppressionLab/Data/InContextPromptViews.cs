using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Generators.Vocabularies;
using SuppressionLab.Mapping;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Data;

/// <summary>
/// Views of in-context prompts: tokens, labels, scored positions, k, component and index, and with a mixture at hand
/// the exact learners' label probabilities, which are computed only for a cursor that asks for them.
/// </summary>
internal static class InContextPromptViews
{
    public static IDataView Generate(
        HmmMixture mixture, InContextPromptViewOptions options, ulong seed, ExactLearner? scorer = null)
    {
        options.Validate();
        var key = RandomKey.FromSeed(seed).Derive(options.Stream).Derive(options.K);
        var sampler = new PromptSampler(mixture, options.K, options.ContextLength, key, options.MaximumExamples);
        var learners = new Learners(
            new DocumentLearner(mixture, options.DocumentLearnerSmoothing), new PromptLearner(mixture, options.K));
        return new GeneratedDataView<Row>(
            options.Count,
            i => new Row(sampler.Sample(i), i, learners, scorer),
            scorer is null ? AllColumns(mixture) : ScoredColumns(mixture));
    }

    public static IDataView FromMemory(IReadOnlyList<InContextPrompt> prompts, HmmMixture? mixture, double smoothing)
    {
        if (prompts.Count == 0)
        {
            throw new InputException("there are no prompts; at least 1 is needed");
        }
        if (mixture is null)
        {
            return new GeneratedDataView<Row>(prompts.Count, i => new Row(prompts[i], i, null), PromptColumns(null));
        }
        var documentLearner = new DocumentLearner(mixture, smoothing);
        var learners = prompts.Select(p => p.K).Distinct()
            .ToDictionary(k => k, k => new Learners(documentLearner, new PromptLearner(mixture, k)));
        return new GeneratedDataView<Row>(
            prompts.Count, i => new Row(prompts[i], i, learners[prompts[i].K]), AllColumns(mixture));
    }

    private static RowColumn<Row>[] PromptColumns(IReadOnlyList<string>? tokenNames) =>
    [
        TokenColumn.Create<Row>(ColumnNames.Tokens, r => r.Prompt.Tokens, tokenNames),
        TokenColumn.Create<Row>(ColumnNames.Labels, r => r.Prompt.Labels, tokenNames),
        new VectorColumn<Row, int>(ColumnNames.ScoredPositions, NumberDataViewType.Int32, r => r.Prompt.ScoredPositions),
        new ScalarColumn<Row, int>(ColumnNames.K, NumberDataViewType.Int32, r => r.Prompt.K),
        new ScalarColumn<Row, int>(ColumnNames.Component, NumberDataViewType.Int32, r => r.Prompt.Component),
        new ScalarColumn<Row, int>(ColumnNames.Prompt, NumberDataViewType.Int32, r => r.Index),
    ];

    private static RowColumn<Row>[] AllColumns(HmmMixture mixture) =>
    [
        .. PromptColumns(TokenNames.Of(mixture)),
        new VectorColumn<Row, double>(
            ColumnNames.DocumentLearnerProbability,
            NumberDataViewType.Double,
            r => r.Learners!.Document.LabelProbabilities(r.Prompt)),
        new VectorColumn<Row, double>(
            ColumnNames.PromptLearnerProbability,
            NumberDataViewType.Double,
            r => r.Learners!.Prompt.LabelProbabilities(r.Prompt)),
    ];

    private static RowColumn<Row>[] ScoredColumns(HmmMixture mixture) =>
    [
        .. AllColumns(mixture),
        new VectorColumn<Row, float>(
            ColumnNames.LabelProbability,
            NumberDataViewType.Single,
            r => Array.ConvertAll(r.Scores, score => (float)score.Probability)),
        new VectorColumn<Row, bool>(
            ColumnNames.LabelCorrect, BooleanDataViewType.Instance, r => Array.ConvertAll(r.Scores, score => score.Correct)),
    ];

    private sealed record Row(InContextPrompt Prompt, int Index, Learners? Learners, ExactLearner? Scorer = null)
    {
        private LabelScore[]? _scores;

        public LabelScore[] Scores => _scores ??= Scorer!.ScoreLabels(Prompt);
    }

    private sealed record Learners(DocumentLearner Document, PromptLearner Prompt);
}
