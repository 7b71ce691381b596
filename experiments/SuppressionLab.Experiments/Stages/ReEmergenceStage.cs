using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.ReEmergence;
using SuppressionLab.Laws.Uncertainty;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Stages;

/// <summary>When behaviours come back, in all models of one network and seed: measured, and foreseen from the first shots.</summary>
internal sealed class ReEmergenceStage(
    string subject, IReadOnlyList<CurvesStage> curves, LawPlan plan) : Stage(curves)
{
    private const string FileName = "re-emergence.json";
    private const int Replicates = 200;
    private const int RivalStarts = 32;

    public override string Kind => "re-emergence";

    public override int Version => 1;

    public override string Title => $"when behaviours come back in {subject}";

    public override object Settings => new { plan.Headline, plan.Prefixes };

    /// <summary>A forecast for each model, example length and prefix, and all shots.</summary>
    public override StageEstimate Estimate
    {
        get
        {
            var shapes = curves.SelectMany(stage => stage.Shapes).ToList();
            return StageEstimate.None with
            {
                Work = shapes.Count * (plan.Prefixes.Length + 1.0) * Replicates,
                Bytes = ArtefactSize.Records(shapes.Sum(shape => shape.Components) * (plan.Prefixes.Length + 1.0)),
            };
        }
    }

    public override void Execute(StageContext context)
    {
        var models = curves.Select(stage => (stage.Model, Prompts: Read(context.Input(stage, ScoredStage.ScoresFile)))).ToList();
        var pretrained = models.First(m => m.Model.Amount == 0).Prompts;
        var records = new List<ReEmergenceRecord>();
        foreach (var ((model, prompts), i) in models.Select((m, i) => (m, i)))
        {
            foreach (var (k, set) in prompts)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                records.AddRange(Forecast(model, k, set, Levels(pretrained[k])));
            }
            context.Progress.Report(new StageProgress((i + 1.0) / models.Count, $"{records.Count} forecasts"));
        }
        AtomicFile.WriteText(context.Output(FileName), StrictJson.Format(records));
    }

    /// <summary>The records of a stored stage.</summary>
    public IReadOnlyList<ReEmergenceRecord> Read(ArtefactStore store) =>
        StrictJson.ReadFile<List<ReEmergenceRecord>>(Path.Combine(store.Open(this), FileName));

    private static Dictionary<int, PromptSet> Read(string file) => PromptScoreTable.Read(file)
        .GroupBy(score => score.K).ToDictionary(group => group.Key, group => PromptSet.FromScores(group));

    /// <summary>Half of what the pretrained model gives each task at the most shots.</summary>
    private static List<double[]> Levels(PromptSet pretrained) =>
        pretrained.ToCurveSet().Curves.Select(curve => new[] { curve.Probabilities[^1] / 2 }).ToList();

    private IEnumerable<ReEmergenceRecord> Forecast(ModelReference model, int k, PromptSet prompts, List<double[]> levels)
    {
        var options = new UncertaintyOptions { Replicates = Replicates, RivalStarts = RivalStarts };
        return plan.Prefixes.Append(1).Order().SelectMany(fraction => ReEmergenceCalibration
            .Forecast(LawRegistry.Get(plan.Headline), prompts, fraction, levels, options: options)
            .Select(one => ToRecord(model, k, one)));
    }

    private static ReEmergenceRecord ToRecord(ModelReference model, int k, ReEmergenceCase one) => new()
    {
        Model = model.Model,
        Method = model.Method,
        Amount = model.Amount,
        Seed = model.Seed,
        K = k,
        Component = one.Forecast.Task,
        Fraction = one.Fraction,
        LastSeen = one.LastSeen,
        Probability = one.Forecast.Probability,
        Within = one.Forecast.Within,
        Measured = Finite(one.Truth),
        Shots = Finite(one.Forecast.Shots),
        Low = Finite(one.Forecast.Interval.Lower),
        High = Finite(one.Forecast.Interval.Upper),
        NeverShare = one.Forecast.NeverShare,
        Noise = one.Forecast.Source,
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
