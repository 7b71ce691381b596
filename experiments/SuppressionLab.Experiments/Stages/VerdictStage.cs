using System.Globalization;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Suppression;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Stages;

/// <summary>
/// What suppression changed: joint fits to all amounts of one network and seed, for each example length. Several methods of
/// models are judged together, those of the control each by itself.
/// </summary>
internal sealed class VerdictStage(
    string subject, IReadOnlyList<ScoredStage> curves, VerdictPlan plan, bool methodsApart) : Stage(curves)
{
    private const string FileName = "verdict.json";

    public override string Kind => "verdict";

    public override int Version => 2;

    public override string Title => $"what suppression changed in {subject}";

    public override object Settings => new { Verdict = plan, methodsApart };

    /// <summary>Every replicate fits each model again.</summary>
    public override StageEstimate Estimate
    {
        get
        {
            var models = curves.Sum(stage => stage.Shapes.Count);
            return StageEstimate.None with
            {
                Work = models * (plan.TestReplicates + plan.IntervalReplicates + 1.0), Bytes = ArtefactSize.Verdict(models),
            };
        }
    }

    public override void Execute(StageContext context)
    {
        var groups = curves
            .SelectMany(stage => Read(context.Input(stage, ScoredStage.ScoresFile)))
            .GroupBy(m => (m.Model, m.Seed, m.K)).SelectMany(Series).ToList();
        var records = new List<VerdictRecord>();
        foreach (var series in groups)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            records.Add(Judge(series));
            context.Progress.Report(new StageProgress((double)records.Count / groups.Count, $"k = {series[0].K}"));
        }
        AtomicFile.WriteText(context.Output(FileName), StrictJson.Format(records));
    }

    /// <summary>The records of a stored stage.</summary>
    public IReadOnlyList<VerdictRecord> Read(ArtefactStore store) =>
        StrictJson.ReadFile<List<VerdictRecord>>(Path.Combine(store.Open(this), FileName));

    /// <summary>One file's prompts; its rows, many times as large, are let go.</summary>
    private static List<Measured> Read(string file) => PromptScoreTable.Read(file)
        .GroupBy(s => (s.Model, s.Seed, s.K, s.Method, s.Amount, s.AmountUnit))
        .Select(group => new Measured(
            group.Key.Model, group.Key.Seed, group.Key.K, group.Key.Method, group.Key.Amount, group.Key.AmountUnit,
            PromptSet.FromScores(group, OwnEvidence(group.Key.K))))
        .ToList();

    /// <summary>
    /// What the scored example itself tells before its label, in examples: k − 2 of its k − 1 transitions have been seen (for
    /// k = 2 none). Without it the ideal learner of k = 3, whose prior alone moved, seems to have changed in more (at 0 shots
    /// its posterior is no longer its prior); with it the verdict on it is right, and the priors near the truth.
    /// </summary>
    internal static double OwnEvidence(int k) => (k - 2.0) / (k - 1.0);

    /// <summary>The model before and what is compared with it.</summary>
    private IEnumerable<List<Measured>> Series(IEnumerable<Measured> group)
    {
        var all = group.OrderBy(m => m.Method == "none" ? 0 : 1).ThenBy(m => m.Method, StringComparer.Ordinal).ThenBy(m => m.Amount).ToList();
        var (before, after) = (all.Where(m => m.Method == "none").ToList(), all.Where(m => m.Method != "none").ToList());
        return methodsApart
            ? after.GroupBy(m => m.Method).Select(method => (List<Measured>)[.. before, .. method])
            : after.Count > 0 ? [all] : [];
    }

    private VerdictRecord Judge(List<Measured> series)
    {
        var conditions = series.Select(m => SuppressionCondition.Of(Name(m), m.Amount, m.Prompts)).ToList();
        return VerdictRecord.Of(
            series[0].Model, series[0].Seed, series[0].K, series.Select(m => (m.Method, m.Amount)).ToList(),
            SuppressionAnalysis.Run(plan.Family(), conditions, plan.ToOptions()));
    }

    private static string Name(Measured measured) => measured.Method == "none"
        ? "before"
        : string.Create(CultureInfo.InvariantCulture, $"{measured.Method} {measured.Amount} {measured.Unit}");

    private sealed record Measured(
        string Model, long Seed, int K, string Method, double Amount, string Unit, PromptSet Prompts);
}
