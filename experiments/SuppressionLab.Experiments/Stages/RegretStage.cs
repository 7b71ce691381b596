using SuppressionLab.Data;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Stages;

/// <summary>The loss of one model on fresh documents of each component, beside the exact learner's.</summary>
internal sealed class RegretStage(
    MixtureStage mixture, ModelReference model, NetworkPlan network, PretrainingPlan plan, long seed, Numerics numerics)
    : Stage(mixture, model.Stage)
{
    private const string FileName = "regret.json";

    private int Length => Math.Min(plan.DocumentLength, network.ContextLength);

    // The scorer's default.
    private const int ScoredAtOnce = 32;

    public override string Kind => "regret";

    public override int Version => 2;

    public override string Title => $"regret of {model.Description}";

    public override object Settings => new
    {
        Documents = plan.EvaluationDocuments, Length, plan.ComponentWeights, model.Checkpoint, model.Model, model.Method,
        model.Amount, Seed = seed, Numerics = numerics,
    };

    public override StageNeeds Needs => StageNeeds.Of(numerics);

    public override StageEstimate Estimate
    {
        get
        {
            var configuration = network.Configure(mixture.Shape().Symbols + 2);
            var tokens = (double)plan.EvaluationDocuments * Length;
            return new StageEstimate(
                configuration.ParameterCount, tokens, tokens * configuration.FlopsPerToken(Length) / 3)
            {
                Bytes = ArtefactSize.Records(mixture.Shape().Components),
                MemoryBytes = NetworkMemory.Scoring(configuration, ScoredAtOnce, Length),
            };
        }
    }

    public override void Execute(StageContext context)
    {
        var loaded = mixture.Load(context);
        var ml = MachineLearning.Context(numerics, context);
        using var transformer = ml.Suppression.LoadCheckpoint(context.Input(model.Stage, model.Checkpoint));
        // The learner expects what pretraining was drawn from; documents come from every component alike.
        var learner = new DocumentLearner(plan.ComponentWeights is { } weights ? loaded.WithPrior(weights) : loaded, smoothing: 0);
        var documents = ml.Suppression.Documents(loaded, new DocumentViewOptions
        {
            Count = plan.EvaluationDocuments,
            Length = Length,
            Seed = (ulong)seed,
            Stream = "regret-documents",
            Weights = Enumerable.Repeat(1.0 / loaded.Components.Count, loaded.Components.Count).ToArray(),
        });
        var records = ml.Suppression.EvaluateRegret(transformer, documents, learner).Select(regret => new RegretRecord
        {
            Model = model.Model,
            Method = model.Method,
            Amount = model.Amount,
            Seed = seed,
            Component = regret.Component,
            Documents = regret.Documents,
            ModelNll = regret.ModelNll,
            ModelNllStandardError = double.IsFinite(regret.ModelNllStandardError) ? regret.ModelNllStandardError : null,
            LearnerNll = regret.LearnerNll,
            Regret = regret.Regret,
            RegretStandardError = regret.RegretStandardError is { } error && double.IsFinite(error) ? error : null,
        }).ToList();
        AtomicFile.WriteText(context.Output(FileName), StrictJson.Format(records));
    }

    /// <summary>The records of a stored stage.</summary>
    public IReadOnlyList<RegretRecord> Read(ArtefactStore store) =>
        StrictJson.ReadFile<List<RegretRecord>>(Path.Combine(store.Open(this), FileName));
}
