using Microsoft.ML;
using Microsoft.ML.Runtime;
using SuppressionLab.Data;
using SuppressionLab.Evaluation;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Generators.Preferences;
using SuppressionLab.Generators.PriorEstimation;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Generators.Vocabularies;
using SuppressionLab.Judging;
using SuppressionLab.LanguageModels.Weights;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Sampling;
using SuppressionLab.Scoring;

namespace SuppressionLab;

/// <summary>The components of the lab, as <c>ml.Suppression</c>.</summary>
public sealed class SuppressionCatalog
{
    private readonly IHostEnvironment _environment;

    internal SuppressionCatalog(IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        _environment = environment;
    }

    /// <summary>Trainers of language models: pretraining and the suppression methods.</summary>
    public SuppressionTrainers Trainers => new(_environment);

    /// <summary>Transforms: scores of a language model or the exact learner, tokens as text.</summary>
    public SuppressionTransforms Transforms => new(_environment);

    /// <summary>Laws of in-context learning as estimators over curve tables.</summary>
    public SuppressionLaws Laws => new(_environment);

    /// <summary>Attacks that try to bring a suppressed behaviour back, and probes of what is left of it.</summary>
    public SuppressionAttacks Attacks => new(_environment);

    /// <summary>
    /// Documents drawn from a mixture: columns <c>Tokens</c> (variable vector of Int32; symbols without BOS) and
    /// <c>Component</c> (Int32). Lazy; row i is a pure function of the seed and i.
    /// </summary>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range.</exception>
    public IDataView Documents(HmmMixture mixture, DocumentViewOptions options)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        ArgumentNullException.ThrowIfNull(options);
        return DocumentViews.Generate(mixture, options, Seeds.Resolve(options.Seed, _environment));
    }

    /// <summary>Documents in memory, with the same columns; <c>Component</c> is −1 where it is unknown.</summary>
    /// <param name="documents">The documents, at least one.</param>
    /// <param name="mixture">The mixture that names the symbols; null for symbols without names.</param>
    /// <exception cref="Primitives.Errors.InputException">There are none.</exception>
    public IDataView Documents(IReadOnlyList<Document> documents, HmmMixture? mixture = null)
    {
        ArgumentNullException.ThrowIfNull(documents);
        return DocumentViews.FromMemory(documents, mixture is null ? null : TokenNames.Of(mixture));
    }

    /// <summary>Documents of a file: JSON Lines, Parquet, or a published GINC file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mixture">
    /// The mixture, to check symbols and components against and to name the symbols; null for no check, and names from
    /// the tokenizer if there is one.
    /// </param>
    /// <param name="tokenizer">The <c>tokenizer.json</c> of a published file; null for the one beside it.</param>
    /// <exception cref="Primitives.Errors.InputException">The file is missing or wrong; the message says where.</exception>
    public IDataView DocumentsFromFile(string path, HmmMixture? mixture = null, string? tokenizer = null) =>
        DocumentViews.FromMemory(
            DocumentFile.Read(path, mixture, tokenizer),
            mixture is null ? TokenNames.OfFile(path, tokenizer) : TokenNames.Of(mixture));

    /// <summary>
    /// Documents that a model writes from its BOS on, at temperature 1: columns <c>Tokens</c>, <c>Component</c> (−1) and
    /// <c>ExcludedProbability</c> (Double: how probable tokens that are no symbols were on the way; they are never drawn).
    /// Drawn at once; document i is a function of the model, the seed and i. See <see cref="EstimatePrior"/>.
    /// </summary>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range.</exception>
    public IDataView SampleDocuments(LanguageModelTransformer model, DocumentSamplingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        return SampledDocumentViews.Sample(model, options, Seeds.Resolve(options.Seed, _environment));
    }

    /// <summary>
    /// In-context prompts drawn from a mixture: columns <c>Tokens</c>, <c>Labels</c>, <c>ScoredPositions</c> (variable
    /// vectors of Int32), <c>K</c>, <c>Component</c>, <c>Prompt</c> (Int32), and the exact learners' label
    /// probabilities <c>DocumentLearnerProbability</c> and <c>PromptLearnerProbability</c> (variable vectors of
    /// Double), which are computed only where they are read.
    /// </summary>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range, or the mixture is not factored.</exception>
    public IDataView InContextPrompts(HmmMixture mixture, InContextPromptViewOptions options)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        ArgumentNullException.ThrowIfNull(options);
        return InContextPromptViews.Generate(mixture, options, Seeds.Resolve(options.Seed, _environment));
    }

    /// <summary>
    /// The same prompts as scored by an exact learner in the place of a model, with <c>LabelProbability</c> and
    /// <c>LabelCorrect</c> besides, as <see cref="SuppressionTransforms.LabelProbabilities"/> adds them: a model without
    /// training, such as the ideal suppressed learner, whose curves <see cref="EvaluateCurves"/> then measures.
    /// </summary>
    /// <param name="mixture">The mixture that prompts and learner columns come from.</param>
    /// <param name="options">Which prompts.</param>
    /// <param name="scorer">The learner in the model's place, for example of a reweighted prior.</param>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range, or the mixture is not factored.</exception>
    public IDataView InContextPrompts(HmmMixture mixture, InContextPromptViewOptions options, ExactLearner scorer)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(scorer);
        return InContextPromptViews.Generate(mixture, options, Seeds.Resolve(options.Seed, _environment), scorer);
    }

    /// <summary>Prompts in memory, with the same columns; the learners' only if a mixture is given.</summary>
    /// <param name="prompts">The prompts, at least one; a prompt's index is its row.</param>
    /// <param name="mixture">The mixture that the exact learners know; null for no learner columns.</param>
    /// <param name="documentLearnerSmoothing">The document learner's ε, in [0, 1].</param>
    public IDataView InContextPrompts(
        IReadOnlyList<InContextPrompt> prompts, HmmMixture? mixture = null, double documentLearnerSmoothing = 0.01)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        return InContextPromptViews.FromMemory(prompts, mixture, documentLearnerSmoothing);
    }

    /// <summary>Prompts of a file, JSON Lines or Parquet; see the overload for prompts in memory.</summary>
    /// <exception cref="Primitives.Errors.InputException">The file is missing or wrong; the message says where.</exception>
    public IDataView InContextPromptsFromFile(
        string path, HmmMixture? mixture = null, double documentLearnerSmoothing = 0.01) =>
        InContextPrompts(PromptFile.Read(path, mixture), mixture, documentLearnerSmoothing);

    /// <summary>
    /// Preference pairs drawn from a mixture: columns <c>PromptTokens</c> (with its BOS), <c>ChosenTokens</c>,
    /// <c>RejectedTokens</c> (variable vectors of Int32), <c>FavouredComponent</c> and <c>SuppressedComponent</c> (Int32).
    /// Lazy; row i is a pure function of the seed and i. How prompts and answers hang together:
    /// <see cref="PreferencePairSampler"/>.
    /// </summary>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range.</exception>
    public IDataView PreferencePairs(HmmMixture mixture, PreferencePairViewOptions options)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        ArgumentNullException.ThrowIfNull(options);
        return PreferencePairViews.Generate(mixture, options, Seeds.Resolve(options.Seed, _environment));
    }

    /// <summary>Preference pairs in memory, with the same columns; components are −1 where they are unknown.</summary>
    /// <param name="pairs">The pairs, at least one.</param>
    /// <param name="mixture">The mixture that names the symbols; null for symbols without names.</param>
    /// <exception cref="Primitives.Errors.InputException">There are none.</exception>
    public IDataView PreferencePairs(IReadOnlyList<PreferencePair> pairs, HmmMixture? mixture = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return PreferencePairViews.FromMemory(pairs, mixture);
    }

    /// <summary>Preference pairs of a file, JSON Lines or Parquet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mixture">
    /// The mixture, to check tokens and components against and to name the symbols; null for neither.
    /// </param>
    /// <exception cref="Primitives.Errors.InputException">The file is missing or wrong; the message says where.</exception>
    public IDataView PreferencePairsFromFile(string path, HmmMixture? mixture = null) =>
        PreferencePairs(PreferencePairFile.Read(path, mixture), mixture);

    /// <summary>A curve table as a view, one column a field, for <see cref="Laws"/>.</summary>
    /// <exception cref="Primitives.Errors.InputException">There are no points.</exception>
    public IDataView CurveTable(IReadOnlyList<CurvePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return CurveTableViews.FromMemory(points);
    }

    /// <summary>A curve table of a file, CSV or Parquet.</summary>
    /// <exception cref="Primitives.Errors.InputException">The file is missing or wrong; the message says where.</exception>
    public IDataView CurveTableFromFile(string path) => CurveTable([.. Primitives.Tables.CurveTable.Read(path)]);

    /// <summary>A language model of a folder in Hugging Face's layout, ours or Hugging Face's own.</summary>
    /// <param name="folder">The folder with <c>config.json</c> and <c>model.safetensors</c>.</param>
    /// <param name="options">How to score documents; null for the defaults.</param>
    /// <exception cref="Primitives.Errors.InputException">The folder is missing, damaged or of another shape.</exception>
    public LanguageModelTransformer LoadCheckpoint(string folder, LanguageModelScoringOptions? options = null) =>
        LanguageModelTransformer.FromNetwork(Checkpoint.Load(folder, Devices.Of(_environment)), options);

    /// <summary>
    /// In-context-learning curves of a scored view of prompts, one pass: the mean label probability by component, k and
    /// number of shots, with its standard error over prompts. The exact learners' columns are read if they are there.
    /// </summary>
    /// <param name="scored">Prompts with <c>LabelProbability</c> and <c>LabelCorrect</c>.</param>
    /// <param name="run">What was scored.</param>
    /// <exception cref="Primitives.Errors.InputException">A column is missing or of another type.</exception>
    public InContextCurves EvaluateCurves(IDataView scored, CurveRunInfo run)
    {
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentNullException.ThrowIfNull(run);
        return CurveEvaluator.Evaluate(scored, run);
    }

    /// <summary>
    /// What changed between two models that read the same prompts, a pretrained and a suppressed one for example: by
    /// component and k, with standard errors of the paired change over prompts, which are smaller than those of the two
    /// curves apart, and p-values corrected for the number of curves.
    /// </summary>
    /// <param name="before">The first model's curves.</param>
    /// <param name="after">The second model's, of the same prompts.</param>
    /// <exception cref="Primitives.Errors.InputException">The prompts differ; the message names the first that is missing.</exception>
    public ModelComparison EvaluateComparison(InContextCurves before, InContextCurves after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return ComparisonEvaluator.Evaluate(before.PromptScores, after.PromptScores);
    }

    /// <summary>
    /// The loss of a model on documents beside that of the exact Bayesian learner, by component: how far training is
    /// from the best possible, in nats a token.
    /// </summary>
    /// <param name="model">The model; it sees a BOS before each document, and every symbol counts.</param>
    /// <param name="documents">Documents that fit the model's context, with a <c>Component</c> column.</param>
    /// <param name="learner">The exact learner; with smoothing 0 its loss is the floor.</param>
    /// <exception cref="Primitives.Errors.InputException">A column is missing, or a document does not fit.</exception>
    public IReadOnlyList<ComponentRegret> EvaluateRegret(
        LanguageModelTransformer model, IDataView documents, IExactLearner learner)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(learner);
        return RegretEvaluator.Evaluate(model, documents, learner);
    }

    /// <summary>
    /// The prior over a mixture's components that documents follow, by maximum likelihood, with the share of documents that
    /// no component explains. On the documents of <see cref="SampleDocuments"/> it is the model's own prior, read without
    /// any law of in-context learning.
    /// </summary>
    /// <param name="documents">Documents of one length, with a <c>Tokens</c> column.</param>
    /// <param name="mixture">The components; its prior is not used.</param>
    /// <param name="options">How documents are classified; null for the defaults.</param>
    /// <exception cref="Primitives.Errors.InputException">A column is missing, or a document is wrong.</exception>
    public DocumentPrior EstimatePrior(IDataView documents, HmmMixture mixture, DocumentPriorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(mixture);
        return PriorEvaluator.Evaluate(documents, mixture, options, Seeds.Resolve(null, _environment));
    }

    /// <summary>
    /// Lets a classifier of ML.NET's judge whose documents are whose: fits it on documents of known component, counts its
    /// mistakes on a part of them held out, and gives the share of each component in other views, such as documents that a
    /// model wrote before and after suppression (<see cref="SampleDocuments"/>), raw and corrected for the mistakes.
    /// </summary>
    /// <param name="judge">
    /// Any pipeline from the documents' columns to <c>PredictedLabel</c>, over a text column for example
    /// (<c>MapValueToKey</c> of <c>Component</c>, <c>FeaturizeText</c>, a multiclass trainer).
    /// </param>
    /// <param name="known">Documents with a <c>Component</c> of 0 or more and the columns that the judge reads.</param>
    /// <param name="judged">Views of documents with the same columns, whose components are not looked at.</param>
    /// <param name="options">Columns and the split; null for the defaults.</param>
    /// <exception cref="Primitives.Errors.InputException">A column is missing or wrong, or a verdict is no component.</exception>
    public JudgeEvaluation EvaluateJudge(
        IEstimator<ITransformer> judge, IDataView known, IReadOnlyList<IDataView> judged, JudgeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(judged);
        return JudgeEvaluator.Evaluate(
            judge, known, judged, options ?? new JudgeOptions(), Seeds.Resolve(options?.Seed, _environment));
    }
}
