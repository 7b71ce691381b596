using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Generators.PriorEstimation;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Sampling;

namespace SuppressionLab.Experiments.Stages;

/// <summary>The law-free prior of one model: documents that it writes, classified by the exact learner.</summary>
internal sealed class DocumentPriorStage(
    MixtureStage mixture,
    ModelReference model,
    NetworkPlan network,
    SamplePlan plan,
    IReadOnlyList<int> suppressed,
    long seed,
    Numerics numerics)
    : Stage(mixture, model.Stage)
{
    private const string FileName = "document-prior.json";

    public override string Kind => "document-prior";

    public override int Version => 2;

    public override string Title => $"prior of documents written by {model.Description}";

    public override object Settings => new
    {
        Samples = plan, suppressed, model.Checkpoint, model.Model, model.Method, model.Amount, Seed = seed, Numerics = numerics,
    };

    public override StageNeeds Needs => StageNeeds.Of(numerics);

    public override StageEstimate Estimate
    {
        get
        {
            var configuration = network.Configure(mixture.Shape().Symbols + 2);
            // Every symbol costs a pass over those before it.
            var tokens = (double)plan.Documents * plan.DocumentLength * (plan.DocumentLength - 1) / 2;
            return new StageEstimate(
                configuration.ParameterCount, tokens, tokens * configuration.FlopsPerToken(plan.DocumentLength) / 3)
            {
                Bytes = ArtefactSize.Records(2),
                MemoryBytes = NetworkMemory.Scoring(configuration, plan.BatchSize, plan.DocumentLength),
            };
        }
    }

    public override void Execute(StageContext context)
    {
        var loaded = mixture.Load(context);
        var ml = MachineLearning.Context(numerics, context);
        using var transformer = ml.Suppression.LoadCheckpoint(context.Input(model.Stage, model.Checkpoint));
        var documents = ml.Suppression.SampleDocuments(transformer, new DocumentSamplingOptions
        {
            Count = plan.Documents,
            Length = plan.DocumentLength,
            Seed = (ulong)seed,
            SymbolCount = loaded.VocabularySize,
            BatchSize = plan.BatchSize,
            CancellationToken = context.Cancellation,
        });
        var excluded = documents.GetColumn<double>(ColumnNames.ExcludedProbability).Average();
        var prior = ml.Suppression.EstimatePrior(documents, loaded, new DocumentPriorOptions { Smoothing = plan.Smoothing });
        AtomicFile.WriteText(context.Output(FileName), StrictJson.Format(ToRecord(prior, excluded)));
    }

    /// <summary>The record of a stored stage.</summary>
    public DocumentPriorRecord Read(ArtefactStore store) =>
        StrictJson.ReadFile<DocumentPriorRecord>(Path.Combine(store.Open(this), FileName));

    private DocumentPriorRecord ToRecord(DocumentPrior prior, double excluded)
    {
        var weights = prior.Weights;
        return new DocumentPriorRecord
        {
            Model = model.Model,
            Method = model.Method,
            Amount = model.Amount,
            Seed = seed,
            Documents = prior.Documents,
            Prior = weights?.Weights.ToArray(),
            StandardErrors = weights?.StandardErrors.Select(Finite).ToArray(),
            Intervals = weights?.Weights.Select((_, component) => ToArray(weights.Interval([component]))).ToArray(),
            Suppressed = weights is null ? null : suppressed.Sum(component => weights.Weights[component]),
            SuppressedInterval = weights is null ? null : ToArray(weights.Interval([.. suppressed])),
            UnexplainedShare = prior.UnexplainedShare,
            UnexplainedStandardError = prior.UnexplainedStandardError,
            ReferenceShare = prior.ReferenceShare,
            MeanCertainty = Finite(prior.MeanCertainty),
            ExcludedProbability = excluded,
        };
    }

    private static double[] ToArray((double Low, double High) interval) => [interval.Low, interval.High];

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
