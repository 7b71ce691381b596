using System.Globalization;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.DoseResponse;
using SuppressionLab.Laws.Responses;
using SuppressionLab.Laws.Suppression;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Stages;

/// <summary>
/// Dose-response and small-to-large: the curves of each amount predicted from the other amounts of a network, or those of
/// each network from the other networks, by response laws of a curve law's parameters, and without a law for comparison.
/// </summary>
internal sealed class DoseStage(
    DoseAxis axis, IReadOnlyList<CurvesStage> curves, IReadOnlyList<VerdictStage> verdicts, VerdictPlan plan)
    : Stage([.. curves, .. verdicts])
{
    /// <summary>One to be held out, and two to tell how the others change.</summary>
    public const int FewestDoses = 3;

    private const string FileName = "doses.json";

    public override string Kind => "dose-response";

    public override int Version => 1;

    public override string Title => axis == DoseAxis.Amount
        ? $"predict the curves of each amount from the others ({curves.Count} models)"
        : $"predict the curves of each network from the others ({curves.Count} models)";

    public override object Settings => new { axis, plan.Law };

    public override StageEstimate Estimate
    {
        get
        {
            var models = curves.Sum(stage => stage.Shapes.Count);
            return StageEstimate.None with { Work = models, Bytes = ArtefactSize.Records(3 * models) };
        }
    }

    public override void Execute(StageContext context)
    {
        var changes = verdicts.SelectMany(stage => stage.Read(context.Store)).ToList();
        var groups = curves.SelectMany(stage => Read(context, stage)).GroupBy(m => (m.Series, m.Seed, m.K)).ToList();
        var records = new List<DoseRecord>();
        foreach (var (group, i) in groups.Select((group, i) => (group, i)))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            records.AddRange(Validate(group.Key.Series, group.Key.Seed, group.Key.K, [.. group.Select(m => m.Condition)], changes));
            context.Progress.Report(new StageProgress((i + 1.0) / groups.Count, group.Key.Series));
        }
        AtomicFile.WriteText(context.Output(FileName), StrictJson.Format(records));
    }

    /// <summary>The records of a stored stage.</summary>
    public IReadOnlyList<DoseRecord> Read(ArtefactStore store) =>
        StrictJson.ReadFile<List<DoseRecord>>(Path.Combine(store.Open(this), FileName));

    private IEnumerable<DoseRecord> Validate(
        string series, long seed, int k, List<SuppressionCondition> conditions, List<VerdictRecord> changes)
    {
        if (conditions.Count < FewestDoses)
        {
            return [];
        }
        // Amounts share what the verdict found that they share; networks of different depth share nothing by right.
        var found = changes.FirstOrDefault(v => axis == DoseAxis.Amount && v.Model == series && v.Seed == seed && v.K == k)?.Chosen;
        var model = SuppressionModel.All.FirstOrDefault(m => m.Name == found) ?? SuppressionModel.Everything;
        return DoseValidation.Run(plan.Family(), conditions, model, ResponseRegistry.All)
            .Select(row => new DoseRecord(axis, series, seed, k, row.Predictor, row.X, row.Extrapolated, row.Nrmse));
    }

    private List<(string Series, long Seed, int K, SuppressionCondition Condition)> Read(StageContext context, CurvesStage stage)
    {
        var model = stage.Model;
        var (series, dose) = axis == DoseAxis.Amount
            ? (model.Model, model.Amount)
            : (string.Create(CultureInfo.InvariantCulture, $"{model.Method} {model.Amount:N0}"), stage.Network.Layers);
        return PromptScoreTable.Read(context.Input(stage, ScoredStage.ScoresFile)).GroupBy(score => score.K)
            .Select(group => (series, model.Seed, group.Key, SuppressionCondition.Of(
                string.Create(CultureInfo.InvariantCulture, $"{dose}"), dose, PromptSet.FromScores(group)))).ToList();
    }
}
