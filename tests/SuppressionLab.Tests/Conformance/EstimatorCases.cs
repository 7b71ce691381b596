using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.CurveFitting;
using SuppressionLab.Data;
using SuppressionLab.Features;
using SuppressionLab.Posteriors;
using SuppressionLab.LanguageModels.Objectives.Preferences;
using SuppressionLab.LanguageModels.Objectives.Unlearning;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Sampling;
using SuppressionLab.Scoring;
using SuppressionLab.Tests.Support;
using SuppressionLab.Text;
using SuppressionLab.Training;

namespace SuppressionLab.Tests.Conformance;

/// <summary>Every estimator of the catalog; a new one is one more entry.</summary>
internal static class EstimatorCases
{
    private static readonly Lazy<LanguageModelTransformer> LazyModel = new(() => Tiny.Model(Tiny.Context(), steps: 3));

    public static IReadOnlyList<EstimatorCase> All { get; } =
    [
        new("pretraining", typeof(PretrainingTrainer),
            ml => ml.Suppression.Trainers.Pretraining(Tiny.Network, Tiny.Training(2)), Documents, ColumnNames.Tokens),
        new("supervised fine-tuning", typeof(SupervisedFineTuningTrainer),
            ml => ml.Suppression.Trainers.SupervisedFineTuning(Model, Tiny.Training(2)), Documents, ColumnNames.Tokens),
        new("fine-tuning near a reference", typeof(SupervisedFineTuningTrainer),
            ml => ml.Suppression.Trainers.SupervisedFineTuning(
                Model, new SupervisedFineTuningOptions { Training = Tiny.Training(2), ReferenceWeight = 0.5 }),
            Documents, ColumnNames.Tokens),
        new("fine-tuning by an adapter", typeof(SupervisedFineTuningTrainer),
            ml => ml.Suppression.Trainers.SupervisedFineTuning(
                Model, new SupervisedFineTuningOptions { Training = Tiny.Training(2), Adapter = new() { Rank = 2 } }),
            Documents, ColumnNames.Tokens),
        .. new PreferenceLoss[]
        {
            new DpoLoss(), new IpoLoss(), new HingePreferenceLoss(), new SimPoLoss(), new OrpoLoss(), new CpoLoss(),
        }.Select(loss => new EstimatorCase(
            loss.Name, typeof(PreferenceOptimizationTrainer),
            ml => ml.Suppression.Trainers.PreferenceOptimization(Model, Tiny.Training(2), loss), Pairs,
            ColumnNames.PromptTokens, ColumnNames.ChosenTokens, ColumnNames.RejectedTokens)),
        .. new UnlearningLoss[]
        {
            new GradientAscentLoss(), new GradientDifferenceLoss(), new NpoLoss(), new UnlikelihoodLoss(), new KtoLoss(),
        }.Select(loss => new EstimatorCase(
            loss.Name, typeof(UnlearningTrainer),
            ml => ml.Suppression.Trainers.Unlearning(Model, Tiny.Training(2), loss, 1, 2), Documents,
            ColumnNames.Tokens, ColumnNames.Component)),
        new("representation misdirection", typeof(RepresentationMisdirectionTrainer),
            ml => ml.Suppression.Trainers.RepresentationMisdirection(
                Model, new RepresentationMisdirectionOptions { Training = Tiny.Training(2), Suppressed = [1, 2] }),
            Documents, ColumnNames.Tokens, ColumnNames.Component),
        new("label probabilities", typeof(LabelProbabilityEstimator),
            ml => ml.Suppression.Transforms.LabelProbabilities(Model, new() { BatchSize = 3 }), Prompts,
            ColumnNames.Tokens, ColumnNames.ScoredPositions, ColumnNames.Labels),
        new("hidden states", typeof(HiddenStateEstimator),
            ml => ml.Suppression.Transforms.HiddenStates(Model, new() { BatchSize = 3 }), Documents, ColumnNames.Tokens),
        new("continuations", typeof(ContinuationEstimator),
            ml => ml.Suppression.Transforms.SampleContinuations(Model, new() { Length = 4, BatchSize = 3 }),
            ml => Tiny.Documents(ml, count: 7, length: 8), ColumnNames.Tokens)
        {
            // A row's position names its random stream.
            IsRowByRow = false,
        },
        new("detokenizing", typeof(DetokenizingEstimator),
            ml => ml.Suppression.Transforms.Detokenize(), Documents, ColumnNames.Tokens),
        new("tokenizing", typeof(TokenizingEstimator),
            ml => ml.Suppression.Transforms.Tokenize(new() { SymbolNames = ["/", "a", "b"] }), Texts, ColumnNames.Text),
        new("component posteriors", typeof(ComponentPosteriorEstimator),
            ml => ml.Suppression.Transforms.ComponentPosteriors(Tiny.Mixture, new() { BatchSize = 3 }), Documents,
            ColumnNames.Tokens),
        new("a pooled law", typeof(LawEstimator),
            ml => ml.Suppression.Laws.Fit("scoring-wise"), Curves,
            ColumnNames.Component, ColumnNames.Shots, ColumnNames.Probability)
        {
            Optional = [nameof(CurvePoint.ProbabilityStandardError)],
        },
        new("a curve law", typeof(LawEstimator),
            ml => ml.Suppression.Laws.Fit("power"), Curves,
            ColumnNames.Component, ColumnNames.Shots, ColumnNames.Probability)
        {
            Optional = [nameof(CurvePoint.ProbabilityStandardError)],
        },
    ];

    /// <summary>A trained model that the cases share and none changes.</summary>
    private static LanguageModelTransformer Model => LazyModel.Value;

    private static IDataView Documents(MLContext ml) => Tiny.Documents(ml, count: 7);

    private static IDataView Texts(MLContext ml) => ml.Data.LoadFromEnumerable(
        new[] { "a b /", "", "b", "/ / a", "a", "a a", "b b b b" }.Select(text => new { Text = text }).ToArray());

    private static IDataView Pairs(MLContext ml) => ml.Suppression.PreferencePairs(
        Tiny.Mixture, new PreferencePairViewOptions { Count = 7, Length = 12, PromptLength = 3, Favoured = [0] });

    private static IDataView Prompts(MLContext ml) => Tiny.Prompts(ml, count: 7);

    private static IDataView Curves(MLContext ml) => ml.Suppression.CurveTable(
    [
        .. from component in Enumerable.Range(0, 2)
           from shots in Enumerable.Range(0, 12)
           select new CurvePoint(
               "m", "none", 0, "documents", 0, 1, 5, component, shots,
               Probability: 0.8 - (0.6 / (1 + (0.5 * (component + 1) * shots))),
               ProbabilityStandardError: 0.01, MeanNll: 1, Accuracy: 0.5, Count: 10,
               DocumentLearnerProbability: 0.5, PromptLearnerProbability: 0.5),
    ]);
}
