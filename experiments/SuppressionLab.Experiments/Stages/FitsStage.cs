using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Laws.Data;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Stages;

/// <summary>All laws fitted to all curves: to all shots, and to growing prefixes for extrapolation.</summary>
internal sealed class FitsStage(string subject, IReadOnlyList<ScoredStage> curves, LawPlan plan) : Stage(curves)
{
    /// <summary>The artefact's file.</summary>
    public const string FileName = "fits.json";

    public override string Kind => "fits";

    public override int Version => 2;

    public override string Title => $"fit {plan.Selected().Count} laws to the curves of {subject}";

    public override object Settings => new { Laws = plan.Selected().Select(law => law.Name), plan.Prefixes };

    public override void Execute(StageContext context)
    {
        var groups = curves.SelectMany(stage =>
            CurveGroup.Split(CurveTable.Read(context.Input(stage, ScoredStage.CurvesFile)))).ToList();
        var prefixes = plan.Prefixes.Prepend(1).ToList();
        var fits = new List<FitRecord>();
        for (var i = 0; i < groups.Count; i++)
        {
            foreach (var prefix in prefixes)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                fits.AddRange(CurveFitter.Fit(groups[i], plan.Selected(), prefix, shotOrigin: 0));
            }
            context.Progress.Report(new StageProgress((i + 1.0) / groups.Count, $"{fits.Count:N0} fits"));
        }
        AtomicFile.WriteText(context.Output(FileName), StrictJson.Format(new FitTable(fits)));
    }

    /// <summary>The records of a stored stage.</summary>
    public IReadOnlyList<FitRecord> Read(RunStore store) =>
        StrictJson.ReadFile<FitTable>(Path.Combine(store.Open(this), FileName)).Fits;
}
