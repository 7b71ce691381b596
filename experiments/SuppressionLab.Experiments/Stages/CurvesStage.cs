using SuppressionLab.Data;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Scoring;

namespace SuppressionLab.Experiments.Stages;

/// <summary>The in-context-learning curves of one model, with the exact learners beside them and the prompt scores.</summary>
internal sealed class CurvesStage(
    MixtureStage mixture, ModelReference model, NetworkPlan network, CurvePlan plan, long seed, Numerics numerics)
    : ScoredStage(mixture, model.Stage)
{
    /// <summary>The model.</summary>
    public ModelReference Model => model;

    /// <summary>Its network.</summary>
    public NetworkPlan Network => network;

    public override string Kind => "curves";

    public override int Version => 1;

    public override string Title => $"curves of {model.Description}";

    public override object Settings => new
    {
        Curves = plan, network.ContextLength, model.Checkpoint, model.Model, model.Method, model.Amount, model.Unit, model.Step,
        Seed = seed, Numerics = numerics,
    };

    public override StageNeeds Needs => StageNeeds.Of(numerics);

    public override IReadOnlyList<ScoredShape> Shapes => ScoredShape.Of(plan, network.ContextLength, mixture.Shape().Components);

    public override StageEstimate Estimate
    {
        get
        {
            var configuration = network.Configure(mixture.Shape().Symbols + 2);
            var lengths = plan.ExampleLengths.Select(k => PromptSampler.ExamplesPerPrompt(network.ContextLength, k) * (k + 1));
            return new StageEstimate(
                configuration.ParameterCount,
                lengths.Sum(length => (double)length * plan.Prompts),
                // A forward pass is a third of a training step.
                lengths.Sum(length => configuration.FlopsPerToken(length) / 3 * length * plan.Prompts))
            {
                Bytes = ArtefactSize.Scores(Shapes),
                MemoryBytes = NetworkMemory.Scoring(configuration, plan.BatchSize, network.ContextLength),
            };
        }
    }

    public override void Execute(StageContext context)
    {
        var loaded = mixture.Load(context);
        var ml = MachineLearning.Context(numerics, context);
        using var transformer = ml.Suppression.LoadCheckpoint(context.Input(model.Stage, model.Checkpoint));
        var scores = new List<PromptScore>();
        var points = new List<CurvePoint>();
        foreach (var (k, i) in plan.ExampleLengths.Select((k, i) => (k, i)))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var prompts = ml.Suppression.InContextPrompts(loaded, new InContextPromptViewOptions
            {
                K = k,
                ContextLength = network.ContextLength,
                Count = plan.Prompts,
                Seed = (ulong)seed,
                DocumentLearnerSmoothing = plan.Smoothing,
            });
            var scorer = ml.Suppression.Transforms.LabelProbabilities(
                transformer, new LabelProbabilityOptions { BatchSize = plan.BatchSize });
            var curves = ml.Suppression.EvaluateCurves(scorer.Fit(prompts).Transform(prompts), model.Run);
            scores.AddRange(curves.PromptScores);
            points.AddRange(curves.Points);
            context.Progress.Report(new StageProgress((i + 1.0) / plan.ExampleLengths.Length, $"k = {k}"));
        }
        Write(context, scores, points);
    }
}
