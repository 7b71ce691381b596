using System.Globalization;
using Microsoft.ML;
using SuppressionLab.Data;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Scoring;

namespace SuppressionLab.Experiments.Stages;

/// <summary>
/// The search for one method's learning rate: it is trained with each declared rate, and judged by the loss of held-out
/// documents. See <see cref="LearningRateSearchPlan"/>.
/// </summary>
internal sealed class LearningRateStage(MethodTraining training, LearningRateSearchPlan search, Numerics numerics)
    : Stage([training.Mixture, training.Pretraining, .. training.Data.Stages])
{
    private const string FileName = "learning-rate.json";

    public override string Kind => "learning-rate";

    public override int Version => 1;

    public override string Title => $"learning rate of {training.Plan.Single.Title} for {training.Pretraining.NetworkName}, "
        + $"{search.Rates.Length} tried (seed {training.Seed})";

    public override object Settings => new
    {
        training.Settings, Search = search with { Seed = null }, training.Plan.DocumentLength, Numerics = numerics,
    };

    public override StageNeeds Needs => StageNeeds.OfTraining(numerics, training.Pretraining.Network.Dropout);

    public override StageEstimate Estimate => new(
        training.Pretraining.Estimate.Parameters, search.Rates.Length * training.Budget.Tokens(training.Amount),
        search.Rates.Length * training.Budget.Flops(training.Amount))
    {
        Bytes = ArtefactSize.Records(search.Rates.Length),
        MemoryBytes = training.MemoryBytes,
    };

    public override void Execute(StageContext context)
    {
        var mixture = training.Mixture.Load(context);
        var ml = MachineLearning.Context(numerics, context);
        using var pretrained = ml.Suppression.LoadCheckpoint(context.Input(training.Pretraining, TrainingStage.FinalCheckpoint));
        var heldOut = HeldOut(ml, mixture, pretrained.Configuration.ContextLength);
        var before = Losses(ml, pretrained, heldOut, mixture);
        var trials = new List<LearningRateTrial>();
        foreach (var rate in search.Rates)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            trials.Add(Try(context, ml, mixture, pretrained, heldOut, rate));
            context.Progress.Report(new StageProgress((double)trials.Count / search.Rates.Length,
                string.Create(CultureInfo.InvariantCulture, $"rate {rate:G3}")));
        }
        AtomicFile.WriteText(context.Output(FileName), StrictJson.Format(new LearningRateRecord(
            training.Plan.Single.Title, training.Pretraining.NetworkName, training.Seed, before.Kept, before.Suppressed, [.. trials],
            LearningRateChoice.Of(before.Kept, trials, search.AllowedDamage))));
    }

    /// <summary>The record of a stored stage.</summary>
    public LearningRateRecord Read(ArtefactStore store) =>
        StrictJson.ReadFile<LearningRateRecord>(Path.Combine(store.Open(this), FileName)) with
        {
            // Artefacts are shared by what determines them, which names do not.
            Method = training.Plan.Single.Title, Model = training.Pretraining.NetworkName,
        };

    private LearningRateTrial Try(
        StageContext context,
        MLContext ml,
        HmmMixture mixture,
        LanguageModelTransformer pretrained,
        IReadOnlyList<Document> heldOut,
        double rate)
    {
        try
        {
            using var model = training.Fit(training.Run(context, mixture, pretrained, rate, numerics), context);
            var (kept, suppressed) = Losses(ml, model, heldOut, mixture);
            return new LearningRateTrial(rate, Finite(kept), Finite(suppressed));
        }
        catch (NonFiniteLossException)
        {
            // Too large a rate for this method: it is out of the running, and the table says so.
            return new LearningRateTrial(rate, null, null);
        }
    }

    /// <summary>Fresh documents, no longer than the context: of kept components, then of suppressed ones.</summary>
    private List<Document> HeldOut(MLContext ml, HmmMixture mixture, int contextLength)
    {
        var components = mixture.Components.Count;
        return
        [
            .. Sample(ml, mixture, "search-kept-documents", training.Plan.KeptOf(components), contextLength),
            .. Sample(ml, mixture, "search-suppressed-documents", training.Plan.SuppressedOf(components), contextLength),
        ];
    }

    private IEnumerable<Document> Sample(
        MLContext ml, HmmMixture mixture, string stream, IReadOnlyList<int> components, int contextLength)
    {
        var view = ml.Suppression.Documents(mixture, new DocumentViewOptions
        {
            Count = search.Documents,
            Length = Math.Min(training.Plan.DocumentLength, contextLength),
            Seed = (ulong)training.Seed,
            Stream = stream,
            Weights = RoleWeights.Restrict(training.Plan.RoleWeights ?? mixture.Prior, components),
        });
        return DocumentRows.Read(ml, view);
    }

    /// <summary>Mean losses, nats a token.</summary>
    private (double Kept, double Suppressed) Losses(
        MLContext ml, LanguageModelTransformer model, IReadOnlyList<Document> heldOut, HmmMixture mixture)
    {
        var suppressed = training.Plan.SuppressedOf(mixture.Components.Count);
        var losses = DocumentLosses.Of(ml, model, heldOut);
        return (
            losses.Where(l => !suppressed.Contains(l.Component)).Average(l => l.Nll),
            losses.Where(l => suppressed.Contains(l.Component)).Average(l => l.Nll));
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
