using SuppressionLab.Data;
using SuppressionLab.Evaluation;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Generators.Suppression;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Stages;

/// <summary>
/// The curves of the ideal suppressed learner, a model without training whose prior alone moved, by doses that are known;
/// and of a damaged one, whose suppressed components were degraded. They read the prompts that the models read.
/// </summary>
internal sealed class ControlStage(
    MixtureStage mixture, ExperimentPlan plan, int contextLength, long seed) : ScoredStage(mixture)
{
    /// <summary>What the tables call the learner.</summary>
    public const string ModelName = "ideal";

    /// <summary>The method whose amount is a shift of the prior's odds, in nats.</summary>
    public const string ShiftMethod = "prior-shift";

    /// <summary>The method whose amount is the share of each row that a degraded component lost.</summary>
    public const string DamageMethod = "damage";

    private const string TruthFile = "truth.json";

    private readonly ControlPlan _control = plan.Control!;

    /// <summary>The root seed.</summary>
    public long Seed => seed;

    public override string Kind => "control";

    public override int Version => 1;

    public override string Title => $"curves of the ideal suppressed learner (seed {seed})";

    public override object Settings => new
    {
        Control = _control, plan.Curves.ExampleLengths, plan.Curves.Prompts, plan.Curves.Smoothing, contextLength,
        plan.Suppression.Favoured, plan.Suppression.Suppressed, plan.Pretraining.ComponentWeights, Seed = seed,
    };

    /// <summary>Each condition's.</summary>
    public override IReadOnlyList<ScoredShape> Shapes =>
        [.. Conditions().SelectMany(_ => ScoredShape.Of(plan.Curves, contextLength, mixture.Shape().Components))];

    /// <summary>The learner reads every symbol once for each component.</summary>
    public override StageEstimate Estimate => StageEstimate.None with
    {
        Work = Shapes.Sum(shape => shape.Symbols * shape.Components), Bytes = ArtefactSize.Scores(Shapes),
    };

    public override void Execute(StageContext context)
    {
        var loaded = mixture.Load(context);
        var pretrained = plan.Pretraining.ComponentWeights is { } weights ? loaded.WithPrior(weights) : loaded;
        var scores = new List<PromptScore>();
        var points = new List<CurvePoint>();
        var conditions = Conditions().ToList();
        foreach (var (condition, i) in conditions.Select((condition, i) => (condition, i)))
        {
            foreach (var k in plan.Curves.ExampleLengths)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var curves = Measure(loaded, condition.Suppression.Apply(pretrained), k, condition.Run);
                scores.AddRange(curves.PromptScores);
                points.AddRange(curves.Points);
            }
            context.Progress.Report(new StageProgress((i + 1.0) / conditions.Count, condition.Run.Method));
        }
        Write(context, scores, points);
        AtomicFile.WriteText(context.Output(TruthFile), StrictJson.Format(conditions.Select(condition => new ControlTruth(
            condition.Run.Method, condition.Run.Amount, seed, condition.Suppression.Reweight(pretrained.Prior))).ToList()));
    }

    /// <summary>What the conditions of a stored stage truly are.</summary>
    public IReadOnlyList<ControlTruth> ReadTruth(ArtefactStore store) =>
        StrictJson.ReadFile<List<ControlTruth>>(Path.Combine(store.Open(this), TruthFile));

    private InContextCurves Measure(HmmMixture prompts, HmmMixture learner, int k, CurveRunInfo run)
    {
        var ml = MachineLearning.Context();
        var options = new InContextPromptViewOptions
        {
            K = k,
            ContextLength = contextLength,
            Count = plan.Curves.Prompts,
            Seed = (ulong)seed,
            DocumentLearnerSmoothing = plan.Curves.Smoothing,
        };
        Generators.Oracle.ExactLearner scorer = _control.Learner == ControlLearner.Prompt
            ? new Generators.Oracle.PromptLearner(learner, k)
            : new Generators.Oracle.DocumentLearner(learner, plan.Curves.Smoothing);
        return ml.Suppression.EvaluateCurves(ml.Suppression.InContextPrompts(prompts, options, scorer), run);
    }

    private IEnumerable<(IdealSuppression Suppression, CurveRunInfo Run)> Conditions()
    {
        // Bystanders keep their odds, as the favoured components do.
        var components = mixture.Shape().Components;
        int[] favoured = [.. Enumerable.Range(0, components).Except(plan.Suppression.SuppressedOf(components))];
        yield return (new IdealSuppression { Favoured = favoured }, new(ModelName, "none", 0, "nats", 0, seed));
        foreach (var shift in _control.Shifts)
        {
            yield return (
                new IdealSuppression { Favoured = favoured, OddsShift = shift },
                new(ModelName, ShiftMethod, shift, "nats", 0, seed));
        }
        foreach (var share in _control.Damages)
        {
            yield return (
                new IdealSuppression { Favoured = favoured, Degradation = new() { Share = share } },
                new(ModelName, DamageMethod, share, "share", 0, seed));
        }
    }
}
