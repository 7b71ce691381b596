using Microsoft.ML;
using Microsoft.ML.Runtime;
using SuppressionLab.Attacks;
using SuppressionLab.Data;
using SuppressionLab.Evaluation;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Scoring;

namespace SuppressionLab;

/// <summary>
/// Attacks on suppressed models and probes of what they still know, as <c>ml.Suppression.Attacks</c>. Each is a function of
/// model, data, options and seed: run on a suppressed model, on one that never saw the suppressed components and on one that
/// was merely trained on, with the same data, it tells removal from hiding. The model is left as it is. One whose weights are no numbers any more is
/// refused, or has NaN for values.
/// </summary>
public sealed class SuppressionAttacks
{
    private readonly IHostEnvironment _environment;

    internal SuppressionAttacks(IHostEnvironment environment) => _environment = environment;

    /// <summary>
    /// In-context re-emergence as an attack: the curves of <see cref="SuppressionCatalog.EvaluateCurves"/> with shots as dose, by
    /// component and for all suppressed ones together, series <c>k=…</c>, error over prompts.
    /// </summary>
    /// <param name="curves">The curves of one model.</param>
    /// <param name="suppressed">The suppressed components, at least one.</param>
    /// <exception cref="Primitives.Errors.InputException">There are no prompts, or no suppressed component.</exception>
    public AttackCurve InContext(InContextCurves curves, IReadOnlyList<int> suppressed)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentNullException.ThrowIfNull(suppressed);
        return InContextAttack.Of(curves, suppressed);
    }

    /// <summary>
    /// Relearning: a copy of the model is trained on a few documents, and the loss on held-out documents of the suppressed
    /// components (<c>meanNll</c>, nats a token, error over documents), the label probability of in-context prompts
    /// (<c>labelProbability@shots</c>, error over prompts) and the number of steps are measured on the way.
    /// </summary>
    /// <param name="model">The model; a copy is trained.</param>
    /// <param name="documents">What it is trained on, in the view's order: at least as many as the largest dose.</param>
    /// <param name="heldOut">Documents of every measured component, no longer than the network's context.</param>
    /// <param name="prompts">In-context prompts of every measured component, or null for the loss alone.</param>
    /// <param name="options">Learning rate, doses, and what the documents are called.</param>
    /// <exception cref="Primitives.Errors.InputException">An option, a column or a row is wrong; the message names it.</exception>
    /// <exception cref="LanguageModels.Training.NonFiniteLossException">Training diverged.</exception>
    /// <exception cref="OperationCanceledException">The options' token asked to stop.</exception>
    public AttackCurve Relearning(
        LanguageModelTransformer model, IDataView documents, IDataView heldOut, IDataView? prompts, RelearningOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(heldOut);
        ArgumentNullException.ThrowIfNull(options);
        return new RelearningAttack(model, documents, heldOut, prompts, options).Run(Seeds.Resolve(options.Seed, _environment));
    }

    /// <summary>
    /// Repeated sampling: the model goes on many times from each prompt, and a sample succeeds where the exact learner finds
    /// that the suppressed components wrote it. Coverage after k = 1, 2, 4, …, N samples (<c>coverage</c>, without bias, error
    /// over prompts), and the number of samples that cover half of the prompts by the coverage law (<c>samplesToHalf</c> with
    /// its interval, infinite where it is never reached; law and interval have the largest k as dose; a and b of the law grow
    /// without bound where prompts succeed alike). See <see cref="RepeatedSamplingOptions"/> for success.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="documents">
    /// Documents of every suppressed component, whose first symbols are the prompts (others are skipped), or null for the BOS
    /// as the only prompt: errors are then over samples.
    /// </param>
    /// <param name="mixture">The components; the prior is not used.</param>
    /// <param name="options">How many samples, how long, and what counts as success.</param>
    /// <exception cref="Primitives.Errors.InputException">An option, a column or a row is wrong; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The options' token asked to stop.</exception>
    public AttackCurve RepeatedSampling(
        LanguageModelTransformer model, IDataView? documents, HmmMixture mixture, RepeatedSamplingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(mixture);
        ArgumentNullException.ThrowIfNull(options);
        return new RepeatedSamplingAttack(model, documents, mixture, options).Run(Seeds.Resolve(options.Seed, _environment));
    }

    /// <summary>
    /// Linear probes (Alain and Bengio 2017): multinomial logistic regression from a layer's pooled states to the component of
    /// a document, for every layer. The dose is the layer: 0 the embeddings, L the last block, L + 1 the same behind the last
    /// norm. <c>accuracy</c> is of documents that the probe was not fitted on, error over documents; <c>balancedAccuracy</c> is
    /// the mean over suppressed components.
    /// </summary>
    /// <param name="model">The model; it reads a BOS before each document.</param>
    /// <param name="training">Documents of known component, shorter than the network's context, to fit the probe on.</param>
    /// <param name="test">Others, of every suppressed component and of none that is not trained on.</param>
    /// <param name="options">Pooling, regularisation, and whether labels are also dealt at random.</param>
    /// <exception cref="Primitives.Errors.InputException">An option, a column or a row is wrong; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The options' token asked to stop.</exception>
    public AttackCurve LinearProbe(
        LanguageModelTransformer model, IDataView training, IDataView test, LinearProbeOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(options);
        return new LinearProbeAttack(model, training, test, options).Run(Seeds.Resolve(options.Seed, _environment));
    }

    /// <summary>
    /// Nearest neighbours of next-token distributions, as in kNN prompting (Xu et al. 2023, arXiv 2303.13824): the component of
    /// a document is told by the anchors behind which the model predicts most alike. The dose is the number of symbols read;
    /// <c>accuracy</c> and <c>balancedAccuracy</c> as in <see cref="LinearProbe"/>.
    /// </summary>
    /// <param name="model">The model; it reads a BOS before each document.</param>
    /// <param name="anchors">Documents of known component, as long as the longest prefix or longer.</param>
    /// <param name="test">Others, of every suppressed component and of none without anchors.</param>
    /// <param name="options">How many neighbours vote, after how many symbols.</param>
    /// <exception cref="Primitives.Errors.InputException">An option, a column or a row is wrong; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The options' token asked to stop.</exception>
    public AttackCurve NearestNeighbours(
        LanguageModelTransformer model, IDataView anchors, IDataView test, NearestNeighboursOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(options);
        return new NearestNeighboursAttack(model, anchors, test, options).Run();
    }

    /// <summary>
    /// Prefix variations: the label probability of in-context prompts that begin as they are (series <c>nothing</c>), with a
    /// BOS (<c>bos</c>), with a delimiter (<c>bos+delimiter</c>), symbols drawn uniformly (<c>bos+random</c>) or the beginning
    /// of a document of a favoured (<c>bos+favoured</c>) or suppressed component (<c>bos+suppressed</c>) behind it. The dose is
    /// the number of shots, the error over prompts. All variants have the shots that fit the context behind the longest prefix.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">In-context prompts, of every suppressed component and any others.</param>
    /// <param name="documents">Documents of favoured and suppressed components, as long as a snippet or longer.</param>
    /// <param name="options">The length of prefixes, and whose snippets they are.</param>
    /// <exception cref="Primitives.Errors.InputException">An option, a column or a row is wrong; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The options' token asked to stop.</exception>
    public AttackCurve PrefixVariations(
        LanguageModelTransformer model, IDataView prompts, IDataView documents, PrefixVariationOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(options);
        return new PrefixVariationAttack(model, prompts, documents, options).Run(Seeds.Resolve(options.Seed, _environment));
    }

    /// <summary>
    /// Documents to relearn on that say nothing of any component: every symbol, the delimiter too, is drawn uniformly and on
    /// its own. Columns as <see cref="SuppressionCatalog.Documents(HmmMixture, DocumentViewOptions)"/> has them,
    /// <c>Component</c> −1.
    /// </summary>
    /// <param name="mixture">The mixture, for its vocabulary.</param>
    /// <param name="options">How many, how long, from which random stream.</param>
    /// <exception cref="Primitives.Errors.InputException">An option is out of range.</exception>
    public IDataView UnrelatedDocuments(HmmMixture mixture, UnrelatedDocumentOptions options)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        ArgumentNullException.ThrowIfNull(options);
        return UnrelatedDocumentViews.Generate(mixture, options, Seeds.Resolve(options.Seed, _environment));
    }
}
